##! The variance, computed value by value (Welford, "Note on a method for calculating corrected sums of squares and products").

@load ../main
@load ./average

module SumStats;

export {
	redef enum Calculation += {
		## The variance of all values.
		VARIANCE
	};

	redef record ResultVal += {
		## The variance.
		variance: double &optional;
	};
}

redef record ResultVal += {
	# The average before the last value, and the sum of the squares of the differences from the average.
	prev_avg: double &optional;
	var_s: double &default=0.0;
};

function calc_variance(rv: ResultVal) {
	rv$variance = rv$num > 1 ? rv$var_s / (rv$num - 1) : 0.0;
}

# After the average.
hook register_observe_plugins() &priority=-5 {
	register_observe_plugin(VARIANCE, function(r: Reducer, val: double, obs: Observation, rv: ResultVal) {
		if ( rv$num > 1 )
			rv$var_s += (val - rv$average) * (val - rv$prev_avg);

		rv$prev_avg = rv$average;
		calc_variance(rv);
	});

	add_observe_plugin_dependency(VARIANCE, AVERAGE);
}

# The squares around the common average.
function moved_squares(rv: ResultVal, average: double): double {
	local distance = rv$average - average;
	return rv$num * (rv$var_s / rv$num + distance * distance);
}

hook compose_resultvals_hook(result: ResultVal, rv1: ResultVal, rv2: ResultVal) &priority=-5 {
	if ( rv1?$average && rv2?$average )
		result$var_s = moved_squares(rv1, result$average) + moved_squares(rv2, result$average);
	else
		result$var_s = rv1?$average ? rv1$var_s : rv2$var_s;

	if ( rv1?$prev_avg && rv2?$prev_avg )
		result$prev_avg = (rv1$num * rv1$prev_avg + rv2$num * rv2$prev_avg) / (rv1$num + rv2$num);
	else if ( rv1?$prev_avg || rv2?$prev_avg )
		result$prev_avg = rv1?$prev_avg ? rv1$prev_avg : rv2$prev_avg;

	calc_variance(result);
}
