# @TEST-DOC: Being told of changes of a table.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function changed(t: table[string] of count, what: TableChange, index: string, value: count)
	{
	print what, index, value, index in t;
	}

function set_changed(s: set[count], what: TableChange, index: count)
	{
	print what, index;
	}

global t: table[string] of count &on_change=changed;
global s: set[count] &on_change=set_changed;

event zeek_init()
	{
	t["a"] = 1;
	t["a"] = 2;
	t["b"] = 3;
	delete t["a"];
	delete t["nothing"];
	add s[1];
	add s[1];
	delete s[1];
	}
