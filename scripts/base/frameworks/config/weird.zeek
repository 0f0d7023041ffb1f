##! Tells the engine of changes to the options for the sampling of unusual activity.

@load ./main

module Config;

event zeek_init() &priority=5 {
	Option::set_change_handler("Weird::sampling_whitelist", function(ID: string, new_value: string_set, location: string): string_set {
		Reporter::set_weird_sampling_whitelist(new_value);
		return new_value;
	}, 5);

	Option::set_change_handler("Weird::sampling_threshold", function(ID: string, new_value: count, location: string): count {
		Reporter::set_weird_sampling_threshold(new_value);
		return new_value;
	}, 5);

	Option::set_change_handler("Weird::sampling_rate", function(ID: string, new_value: count, location: string): count {
		Reporter::set_weird_sampling_rate(new_value);
		return new_value;
	}, 5);

	Option::set_change_handler("Weird::sampling_duration", function(ID: string, new_value: interval, location: string): interval {
		Reporter::set_weird_sampling_duration(new_value);
		return new_value;
	}, 5);
}
