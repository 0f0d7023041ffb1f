##! Some of the observations, each with the same probability (reservoir sampling).

@load ../main

module SumStats;

export {
	redef enum Calculation += {
		## A sample of the observations.
		SAMPLE
	};

	redef record Reducer += {
		## How many are kept.
		num_samples: count &default=0;
	};

	redef record ResultVal += {
		## The sample.
		samples: vector of Observation &default=vector();
		## How many observations it was taken from.
		sample_elements: count &default=0;
	};
}

redef record ResultVal += {
	# How many are kept.
	num_samples: count &default=0;
};

hook init_resultval_hook(r: Reducer, rv: ResultVal) {
	if ( SAMPLE in r$apply )
		rv$num_samples = r$num_samples;
}

function add_to_sample(obs: Observation, rv: ResultVal) {
	++rv$sample_elements;

	if ( |rv$samples| < rv$num_samples ) {
		rv$samples += obs;
		return;
	}

	local place = rand(rv$sample_elements);

	if ( place < rv$num_samples )
		rv$samples[place] = obs;
}

hook register_observe_plugins() {
	register_observe_plugin(SAMPLE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal) {
		add_to_sample(obs, rv);
	});
}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal) {
	local wanted = rv1$num_samples;

	if ( rv2$num_samples != wanted ) {
		Reporter::error("Merging sample sets with differing sizes is not supported");
		return;
	}

	result$num_samples = wanted;

	if ( |rv1$samples| > wanted || |rv2$samples| > wanted ) {
		Reporter::error("Sample vector with too many elements. Aborting.");
		return;
	}

	# A sample that is not full has all observations, which can be added one by one.
	if ( |rv1$samples| < wanted && |rv2$samples| < wanted ) {
		for ( _, obs in rv1$samples )
			add_to_sample(obs, result);

		for ( _, obs in rv2$samples )
			add_to_sample(obs, result);

		return;
	}

	# Otherwise each place goes to the smaller one in proportion.
	local large = rv1$sample_elements > rv2$sample_elements ? rv1 : rv2;
	local small = rv1$sample_elements > rv2$sample_elements ? rv2 : rv1;

	result$sample_elements = large$sample_elements + small$sample_elements;
	result$samples = copy(large$samples);

	for ( i, obs in small$samples )
		if ( rand(result$sample_elements) <= small$sample_elements )
			result$samples[i] = obs;
}
