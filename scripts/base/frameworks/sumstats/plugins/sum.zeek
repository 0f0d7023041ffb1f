##! The sum.

@load ../main

module SumStats;

export {
	redef enum Calculation += {
		## The sum of all values. Texts count as one, so that it is their number.
		SUM
	};

	redef record ResultVal += {
		## The sum.
		sum: double &default=0.0;
	};
}

hook register_observe_plugins() {
	register_observe_plugin(SUM, function(r: Reducer, val: double, obs: Observation, rv: ResultVal) {
		rv$sum += val;
	});
}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal) {
	result$sum = rv1$sum + rv2$sum;
}
