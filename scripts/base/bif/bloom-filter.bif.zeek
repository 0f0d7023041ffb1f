##! Bloom filters.

export {
	## A Bloom filter for so many elements with that rate of false positives; filters with the same name can be merged.
	global bloomfilter_basic_init: function(fp: double, capacity: count, name: string &default=""): opaque of bloomfilter;

	## A Bloom filter of so many hash functions and cells.
	global bloomfilter_basic_init2: function(k: count, cells: count, name: string &default=""): opaque of bloomfilter;

	## A Bloom filter that counts elements up to a number.
	global bloomfilter_counting_init: function(k: count, cells: count, max: count, name: string &default=""): opaque of bloomfilter;

	## Adds an element.
	global bloomfilter_add: function(bf: opaque of bloomfilter, x: any): any;

	## Takes an element from a counting filter.
	global bloomfilter_decrement: function(bf: opaque of bloomfilter, x: any): bool;

	## How often an element is there at most: 0 or 1, or its count.
	global bloomfilter_lookup: function(bf: opaque of bloomfilter, x: any): count;

	## Removes all elements.
	global bloomfilter_clear: function(bf: opaque of bloomfilter): any;

	## A filter with the elements of two.
	global bloomfilter_merge: function(bf1: opaque of bloomfilter, bf2: opaque of bloomfilter): opaque of bloomfilter;

	## A filter with the elements that two have in common.
	global bloomfilter_intersect: function(bf1: opaque of bloomfilter, bf2: opaque of bloomfilter): opaque of bloomfilter;

	## A hash of what is in a filter, for tests.
	global bloomfilter_internal_state: function(bf: opaque of bloomfilter): string;
}
