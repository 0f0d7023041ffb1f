##! Options that are read from files while the process runs: a line has the name of an option and its value.

@load ./main
@load base/frameworks/cluster
@load base/frameworks/input

module Config;

export {
	## Files that are read, and read again when they change.
	const config_files: set[string] = {} &redef;

	## Reads a file once.
	global read_config: function(filename: string);
}

# What the reader is given as the table and the event that it fills; it does not use them.
type ConfigItem: record {
	option_nv: string;
};

type EventFields: record {
	option_name: string;
	option_val: string;
};

global current_config: table[string] of string = table();

event config_line(description: Input::EventDescription, tpe: Input::Event, p: EventFields) { }

# Files are read in one place; the other nodes are told.
function reads_files(): bool {
	return ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::MANAGER;
}

event zeek_init() &priority=5 {
	if ( ! reads_files() )
		return;

	for ( path in config_files )
		Input::add_table(Input::TableDescription($reader=Input::READER_CONFIG, $mode=Input::REREAD, $source=path,
		                                         $name="config-" + path, $idx=ConfigItem, $val=ConfigItem, $want_record=F,
		                                         $destination=current_config));
}

function read_config(filename: string) {
	if ( ! reads_files() )
		return;

	local stream = "config-oneshot-" + filename;

	Input::add_event(Input::EventDescription($reader=Input::READER_CONFIG, $mode=Input::MANUAL, $source=filename,
	                                         $name=stream, $fields=EventFields, $ev=config_line));
	Input::remove(stream);
}

event InputConfig::new_value(name: string, source: string, id: string, value: any) {
	if ( source in config_files || starts_with(name, "config-oneshot-") )
		set_value(id, value, source);
}
