# @TEST-DOC: Names of arguments are read and ignored; a list of one is its element where one is wanted.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

const names: table[count] of string &redef;

redef names += { [0] = ["none"], [1] = ["one"] };

function twice(text: string, n: count): string
	{
	return text + cat(n) + text;
	}

event zeek_init()
	{
	print twice($text="a", $n=1), names[0], names[1];
	}
