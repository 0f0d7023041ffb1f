##! The most frequent elements of a stream.

export {
	## A counter that keeps so many of the most frequent elements.
	global topk_init: function(size: count): opaque of topk;

	## Adds an element.
	global topk_add: function(handle: opaque of topk, value: any): any;

	## The most frequent elements, the first first.
	global topk_get_top: function(handle: opaque of topk, k: count): any_vec;

	## How often an element came at most.
	global topk_count: function(handle: opaque of topk, value: any): count;

	## By how much that may be too much.
	global topk_epsilon: function(handle: opaque of topk, value: any): count;

	## How many elements are kept.
	global topk_size: function(handle: opaque of topk): count;

	## How many elements were added.
	global topk_sum: function(handle: opaque of topk): count;

	## Adds all elements of the second counter to the first, which keeps what it had.
	global topk_merge: function(handle1: opaque of topk, handle2: opaque of topk): any;

	## The same, and only so many are kept.
	global topk_merge_prune: function(handle1: opaque of topk, handle2: opaque of topk): any;
}
