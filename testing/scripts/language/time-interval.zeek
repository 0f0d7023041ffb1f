# @TEST-DOC: Arithmetic with times and intervals.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local t = double_to_time(1000.0);
	print t + 5sec, t - 5sec, t - double_to_time(400.0), t > double_to_time(999.0);
	local i = 1min;
	print i + 30sec, i - 90sec, i * 2, 2.5 * i, i / 4, i / 20sec, -i;
	print 1hr > 59min, 60sec == 1min, |-5sec|;
	i += 15sec;
	print i;
	i -= 1min;
	print i;
	print interval_to_double(1.5min), double_to_interval(0.25), time_to_double(t);
	print 1 sec, 3 mins, 2.5 hrs, 1.0 usec;
	}
