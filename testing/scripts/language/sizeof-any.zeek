# @TEST-DOC: The size of what may be anything is anything, of the type that sizes of its type have.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function measured(value: any): any
	{
	return |value|;
	}

event zeek_init()
	{
	local length = |double_to_time(13.0)|;
	local some: any = double_to_time(13.0);
	print |some|, type_name(|some|), 1 + (|some| as double), 1 + length;
	print measured("four"), measured(-5), measured(set(1, 2)), measured(10.0.0.0/30), measured(2min);
	}

event zeek_init() &priority=-1
	{
	local all: vector of any;
	all += "a";
	all += -3;
	all += 2min;
	all += double_to_time(5.0);
	print all;
	print sub("test", /^est/, "ea"), sub("test", /^te/, "ea"), gsub("aab", /^a/, "x");
	}
