##! How many different observations there are, estimated with little memory (HyperLogLog).

@load ../main

module SumStats;

export {
	redef record Reducer += {
		## How far from the truth the estimate may be.
		hll_error_margin: double &default=0.01;
		## How probable it is to be that near.
		hll_confidence: double &default=0.95;
	};

	redef enum Calculation += {
		## The estimated number of different observations.
		HLL_UNIQUE
	};

	redef record ResultVal += {
		## The estimate.
		hll_unique: count &default=0;
	};
}

redef record ResultVal += {
	# The counter, and how precise it is.
	card: opaque of cardinality &optional;
	hll_error_margin: double &optional;
	hll_confidence: double &optional;
};

hook register_observe_plugins() {
	register_observe_plugin(HLL_UNIQUE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal) {
		if ( ! rv?$card ) {
			rv$hll_error_margin = r$hll_error_margin;
			rv$hll_confidence = r$hll_confidence;
			rv$card = hll_cardinality_init(rv$hll_error_margin, rv$hll_confidence);
		}

		hll_cardinality_add(rv$card, obs);
		rv$hll_unique = double_to_count(hll_cardinality_estimate(rv$card));
	});
}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal) {
	if ( ! rv1?$card && ! rv2?$card )
		return;

	local model = rv1?$card ? rv1 : rv2;
	result$card = hll_cardinality_init(model$hll_error_margin, model$hll_confidence);

	if ( rv1?$card )
		hll_cardinality_merge_into(result$card, rv1$card);

	if ( rv2?$card )
		hll_cardinality_merge_into(result$card, rv2$card);

	result$hll_unique = double_to_count(hll_cardinality_estimate(result$card));
}
