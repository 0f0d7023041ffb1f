##! Changing options while the process runs, on all nodes of a cluster, and the log of such changes.

@load base/frameworks/cluster
@load base/frameworks/logging

module Config;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the option was changed.
		ts: time &log;
		## Which option.
		id: string &log;
		## The value that it had.
		old_value: string &log;
		## The value that it has now.
		new_value: string &log;
		## Where the change comes from.
		location: string &optional &log;
	};

	## Raised for each row.
	global log_config: event(rec: Info);

	## Changes an option on all nodes; F if there is no such option or its type is another.
	global set_value: function(ID: string, val: any, location: string &default=""): bool;
}

@if ( Cluster::is_enabled() )

# A change on its way to other nodes. All changes go by the manager, which knows what nodes have missed that come later.
global Config::cluster_set_option: event(ID: string, val: any, location: string);

type Change: record {
	val: any;
	location: string;
};

global changes: table[string] of Change;

function tell_all(ID: string, val: any, location: string) &is_used {
	changes[ID] = Change($val=val, $location=location);

	for ( topic in Cluster::broadcast_topics )
		Cluster::publish(topic, Config::cluster_set_option, ID, val, location);
}

event Config::cluster_set_option(ID: string, val: any, location: string) {
@if ( Cluster::local_node_type() == Cluster::MANAGER )
	tell_all(ID, val, location);
@endif
	Option::set(ID, val, location);
}

function set_value(ID: string, val: any, location: string &default=""): bool {
	# The option gets a value of its own, which does not change when the caller's does.
	local own = copy(val);

	if ( ! Option::set(ID, own, location) )
		return F;

@if ( Cluster::local_node_type() == Cluster::MANAGER )
	tell_all(ID, own, location);
@else
	Cluster::publish(Cluster::manager_topic, Config::cluster_set_option, ID, own, location);
@endif
	return T;
}

@if ( Cluster::local_node_type() == Cluster::MANAGER )
event Cluster::node_up(name: string, id: string) &priority=-10 {
	if ( name !in Cluster::nodes )
		return;

	for ( ID, change in changes )
		Cluster::publish(Cluster::node_topic(name), Config::cluster_set_option, ID, change$val, change$location);
}
@endif

@else

function set_value(ID: string, val: any, location: string &default=""): bool {
	return Option::set(ID, val, location);
}

@endif

# A value as the log has it: the elements of sets and vectors are separated by commas.
function value_as_text(value: any): string {
	local kind = type_name(value);
	local elements: vector of any;

	if ( kind == "string" )
		return value;

	if ( /^vector/ in kind )
		elements = value;
	else if ( /^set/ in kind && "," !in kind )
		elements = Option::any_set_to_any_vec(value);
	else
		return cat(value);

	local texts: string_vec = vector();

	for ( _, element in elements )
		texts += cat(element);

	return join_string_vec(texts, ",");
}

function log_change(ID: string, new_value: any, location: string): any &is_used {
	# Some changes only follow from others.
	if ( location == "<skip-config-log>" )
		return new_value;

	local row = Info($ts=network_time(), $id=ID, $old_value=value_as_text(lookup_ID(ID)), $new_value=value_as_text(new_value));

	if ( location != "" )
		row$location = location;

	Log::write(LOG, row);
	return new_value;
}

event zeek_init() &priority=10 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_config, $path="config", $policy=log_policy));

	# One node logs for all, and after all who may change the value.
	if ( ! Cluster::is_enabled() || Cluster::local_node_type() == Cluster::MANAGER )
		for ( name in global_options() )
			Option::set_change_handler(name, log_change, -100);
}
