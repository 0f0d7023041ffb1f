##! The last observations.

@load base/utils/queue
@load ../main

module SumStats;

export {
	redef enum Calculation += {
		## The last observations.
		LAST
	};

	redef record Reducer += {
		## How many are kept.
		num_last_elements: count &default=0;
	};

	redef record ResultVal += {
		## The last observations, see `SumStats::get_last`.
		last_elements: Queue::Queue &optional;
	};

	## The last observations of a result.
	global get_last: function(rv: ResultVal): vector of Observation;
}

function get_last(rv: ResultVal): vector of Observation {
	local kept: vector of any = vector();
	local observations: vector of Observation = vector();

	if ( rv?$last_elements )
		Queue::get_vector(rv$last_elements, kept);

	# What came from another node must be told its type.
	for ( _, element in kept )
		observations += element as Observation;

	return observations;
}

hook register_observe_plugins() {
	register_observe_plugin(LAST, function(r: Reducer, val: double, obs: Observation, rv: ResultVal) {
		if ( r$num_last_elements == 0 )
			return;

		if ( ! rv?$last_elements )
			rv$last_elements = Queue::init(Queue::Settings($max_len=r$num_last_elements));

		Queue::put(rv$last_elements, obs);
	});
}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal) {
	if ( rv1?$last_elements && rv2?$last_elements )
		result$last_elements = Queue::merge(rv1$last_elements, rv2$last_elements);
	else if ( rv1?$last_elements || rv2?$last_elements )
		result$last_elements = rv1?$last_elements ? rv1$last_elements : rv2$last_elements;
}
