##! Indicators from files: text with columns that are named like the fields of `Intel::Item`, for example
##! `#fields indicator indicator_type meta.source`.

@load base/frameworks/cluster
@load base/frameworks/input
@load ./main

module Intel;

export {
	## Files that are read, and read again when they change.
	const read_files: set[string] = {} &redef;

	## What is put before relative names of files.
	const path_prefix = "" &redef;

	## Raised for each line.
	global read_entry: event(desc: Input::EventDescription, tpe: Input::Event, item: Intel::Item);

	## Raised for what goes wrong.
	global read_error: event(desc: Input::EventDescription, message: string, level: Reporter::Level);
}

event Intel::read_entry(desc: Input::EventDescription, tpe: Input::Event, item: Intel::Item) {
	insert(item);
}

event zeek_init() &priority=5 {
	# One node reads, and tells the others.
	if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
		return;

	for ( name in read_files ) {
		local path = path_prefix == "" || starts_with(name, "/") ? name : cat(rstrip(path_prefix, "/"), "/", name);

		Input::add_event(Input::EventDescription($source=path, $reader=Input::READER_ASCII, $mode=Input::REREAD,
		                                         $name="intel-" + name, $fields=Intel::Item, $ev=Intel::read_entry,
		                                         $error_ev=Intel::read_error));
	}
}
