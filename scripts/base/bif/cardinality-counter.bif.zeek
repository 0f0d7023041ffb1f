##! Counting distinct elements by HyperLogLog.

export {
	## A counter of different elements, with an error and how probable it is not to be larger.
	global hll_cardinality_init: function(err: double, confidence: double): opaque of cardinality;

	## Adds an element.
	global hll_cardinality_add: function(handle: opaque of cardinality, elem: any): bool;

	## Adds all elements of the second counter to the first.
	global hll_cardinality_merge_into: function(handle1: opaque of cardinality, handle2: opaque of cardinality): bool;

	## How many different elements there are, about.
	global hll_cardinality_estimate: function(handle: opaque of cardinality): double;

	## A copy of a counter.
	global hll_cardinality_copy: function(handle: opaque of cardinality): opaque of cardinality;
}
