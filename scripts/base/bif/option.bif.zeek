##! Changing options while running.

module Option;

export {
	## Gives an option a value; handlers of changes may change that value.
	global Option::set: function(ID: string, val: any, location: string &default=""): bool;

	## Has a function called when an option gets a value; it returns the value to be taken. Higher priorities come first.
	global set_change_handler: function(ID: string, on_change: any, priority: int &default=0): bool;

	## The elements of any set as a vector.
	global any_set_to_any_vec: function(v: any): any_vec;
}
