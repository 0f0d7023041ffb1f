##! Settings of a reader that makes up its input, for measurements.

module InputBenchmark;

export {
	## By how much the number of lines is multiplied with each heartbeat.
	const factor = 1.0 &redef;

	## Pauses after each line, in microseconds.
	const spread = 0 &redef;

	## Spreads the lines over this share of a heartbeat.
	const autospread = 0.0 &redef;

	## How many lines are added with each heartbeat.
	const addfactor = 0 &redef;

	## From how many lines on there are no pauses.
	const stopspreadat = 0 &redef;

	## Spreads lines by time.
	const timedspread = 0.0 &redef;
}
