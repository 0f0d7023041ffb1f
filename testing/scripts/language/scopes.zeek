# @TEST-DOC: Blocks, shadowing, constants of a function.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

global x = "global";

module Other;

function x_here(): string
	{
	local z = "shadows";
	return x;
	}

function shadow(): string
	{
	local y = "local";
	return y;
	}

function constant(): count
	{
	const c = 5;
	return c * 2;
	}

event zeek_init()
	{
	print x, shadow(), x_here(), constant();
	if ( T )
		{
		local inner = 1;
		print inner;
		}
	local i = 0;
	while ( i < 3 )
		{
		local fresh: vector of count;
		fresh += i;
		print fresh;
		++i;
		}
	}

module Names;

# A local may have the name of an event; the event stays one, also while nobody handles it.
function doubled(): count
	{
	local told = 1;
	told += told;
	return told;
	}

global told: event(n: count);

event zeek_init() &priority=-10
	{
	event Names::told(doubled());
	print "told", doubled();
	}
