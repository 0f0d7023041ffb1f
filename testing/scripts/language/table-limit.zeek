# @TEST-DOC: A table whose entries expire has a limit; what goes is told.
# @TEST-EXEC: zeek -b %INPUT table_expire_limit=10 >output
# @TEST-EXEC: btest-diff output

@load base/frameworks/telemetry

global gone: vector of count = vector();

function expired(t: table[count] of string, index: count): interval
	{
	gone += index;
	t[1000 + index] = "made by the one that goes";
	return 1 hr;
	}

global made: table[count] of string &create_expire=1 day &expire_func=expired;
global changed = 0;

function on_change(s: set[count], tpe: TableChange, index: count)
	{
	if ( tpe == TABLE_ELEMENT_EXPIRED )
		++changed;
	}

global told: set[count] &create_expire=1 day &on_change=on_change;
global kept: table[count] of string;

function fill(n: count)
	{
	local i = 0;

	while ( i < n )
		{
		made[i] = "x";
		add told[i];
		kept[i] = "x";
		++i;
		}
	}

event zeek_init()
	{
	# The first ones are in the tables since before the limit is known.
	fill(10);
	}

event more()
	{
	local i = 10;

	while ( i < 40 )
		{
		add told[i];
		kept[i] = "x";
		++i;
		}

	made[10] = "x";
	made[11] = "x";
	print |made|, gone, 10 in made, 1000 in made;
	print |told|, |kept|, changed, 39 in told;

	for ( _, m in Telemetry::collect_metrics("brood", "table_evictions*") )
		print m$label_values, m$value;
	}

event zeek_init() &priority=-10
	{
	schedule 1 usec { more() };
	}
