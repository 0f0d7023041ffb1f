# @TEST-DOC: Redefinition of constants, options, tables and sets.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

module M;

export {
	const a = 1 &redef;
	const names: set[string] = { "x" } &redef;
	const t: table[count] of string = { [1] = "one" } &redef;
	const v: vector of count = { 1 } &redef;
	option o = "first";
	const p = /one/ &redef;
}

redef M::a = 5;
redef M::names += { "y", "z" };
redef M::names -= { "x" };
redef M::t += { [2] = "two" };
redef M::v += { 2, 3 };
redef M::o = "second";
redef M::p += /two/;

event zeek_init()
	{
	print a, M::a, |names|, "x" in names, "z" in names, t, v, o;
	print p == "one", p == "two";
	}
