# @TEST-DOC: Names of modules, with and without the prefix.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

module GLOBAL;

global in_global = "global";

module A;

export {
	global f: function(): string;
	global shared = "A's";
	const c = 1;
}

global hidden = "hidden in A";

function f(): string
	{
	return hidden + " " + shared;
	}

module B;

export {
	global shared = "B's";
}

global c = "B's own";

event zeek_init()
	{
	print shared, A::shared, c, A::c, A::f();
	print ::in_global;
	}

module GLOBAL;

event zeek_init() &priority=-1
	{
	print in_global, A::shared, B::shared;
	}
