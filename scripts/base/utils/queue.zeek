##! A queue. It is a table of numbered elements; numbers only grow.

module Queue;

export {
	## How a queue behaves.
	type Settings: record {
		## How many elements it holds; one more pushes the oldest out. Any number if not given.
		max_len: count &optional;
	};

	## A queue; its fields are nobody else's business.
	type Queue: record {};

	## Makes a queue.
	global init: function(s: Settings &default=[]): Queue;

	## Adds an element at the end.
	global put: function(q: Queue, val: any);

	## Takes the first element. There must be one.
	global get: function(q: Queue): any;

	## The first element, which stays. There must be one.
	global peek: function(q: Queue): any;

	## Makes one queue of the elements of two, one from each in turn.
	global merge: function(q1: Queue, q2: Queue): Queue;

	## How many elements there are.
	global len: function(q: Queue): count;

	## Puts all elements into a vector, in order.
	global get_vector: function(q: Queue, ret: vector of any);
}

redef record Queue += {
	# The elements by number.
	vals: table[count] of any &optional;
	settings: Settings &optional;
	# The number of the next element to be put, and of the first one to be taken.
	top: count &default=0;
	bottom: count &default=0;
};

function init(s: Settings &default=[]): Queue {
	return Queue($vals=table(), $settings=copy(s));
}

function len(q: Queue): count {
	return |q$vals|;
}

function get(q: Queue): any {
	local val = q$vals[q$bottom];

	delete q$vals[q$bottom];
	++q$bottom;
	return val;
}

function put(q: Queue, val: any) {
	if ( q$settings?$max_len && len(q) >= q$settings$max_len )
		get(q);

	q$vals[q$top] = val;
	++q$top;
}

function peek(q: Queue): any {
	return q$vals[q$bottom];
}

function merge(q1: Queue, q2: Queue): Queue {
	local both = init(q1$settings);
	local turn = 0;

	while ( turn < len(q1) || turn < len(q2) ) {
		if ( turn < len(q1) )
			put(both, q1$vals[q1$bottom + turn]);

		if ( turn < len(q2) )
			put(both, q2$vals[q2$bottom + turn]);

		++turn;
	}

	return both;
}

function get_vector(q: Queue, ret: vector of any) {
	local i = 0;

	while ( i < len(q) ) {
		ret[i] = q$vals[q$bottom + i];
		++i;
	}
}
