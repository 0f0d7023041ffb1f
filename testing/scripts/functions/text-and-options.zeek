# @TEST-DOC: functions as values show their statements; strings, options and messages of built-in functions
# @TEST-EXEC: zeek -b -C -r dns.pcap %INPUT >out 2>err
# @TEST-EXEC: btest-diff out
# @TEST-EXEC: btest-diff err

module Shown;

export {
	option limit = 3;
	global told: event(text: string);
}

type Color: enum { RED, GREEN };

function many(n: count, names: table[count] of string): string
	{
	local found: count;
	local i = 5;

	for ( k in names )
		{
		if ( k >= limit )
			{
			print names[k], fmt("%s", k);
			next;
			}
		else
			i += 1;
		}

	while ( i < 9 )
		++i;

	switch ( i ) {
	case 1, 2:
		found = 1;
		break;
	default:
		return "none";
	}

	event Shown::told("a");
	return cat(found);
	}

event Shown::told(text: string)
	{
	print text;
	}

function wrong(id: string, n: bool): bool { return n; }
function right(id: string, n: count): count { return n + 1; }

type Holder: record {
	f: function(x: count): bool &optional;
};

event zeek_init()
	{
	print many;
	print Shown::told, fmt;
	print Holder($f=function(x: count): bool { return x > 3; })$f(4);

	}

event network_time_init()
	{
	Option::set("Shown::limt", 6);
	Option::set("Shown::limit", "six");
	Option::set_change_handler("Shown::limit", wrong);
	Option::set_change_handler("Shown::limit", right, 5);
	print Option::set("Shown::limit", 6), limit;
	print lookup_connection([$orig_h=1.2.3.4, $orig_p=1/tcp, $resp_h=1.2.3.5, $resp_p=2/tcp])$history;

	print remove_prefix("banbanana", "ban"), remove_suffix("banana", "na"), remove_suffix("na", "");
	print find_str("abcdefghi", "efg", 2, 6), find_str("abcd", "d", 1, 2);
	print split_string("test", /^est/), split_string("test", /^te/);
	print to_json("\x07\xd4\xb7"), to_json("\xd4\xb7"), to_json("\xc2\x85"), clean("a\x01\\");
	print sort(vector(T, F));
	print lookup_ID("Shown::GREEN"), lookup_ID("Shown::BLUE");
	}

event zeek_done()
	{
	print Option::set("Shown::limit", 9), limit;
	}
