##! Which packets are captured: an expression for libpcap, which is put together from what users and scripts want to see and what
##! they do not want to see. Each change is logged.

@load base/frameworks/analyzer
@load base/frameworks/logging
@load base/frameworks/notice
@load ./utils

module PacketFilter;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	redef enum Notice::Type += {
		## The expression is wrong.
		Compile_Failure,
		## The expression is right, but could not be used.
		Install_Failure,
		## Compiling the expression took longer than `PacketFilter::max_filter_compile_time`.
		Too_Long_To_Compile_Filter
	};

	## A row of the log.
	type Info: record {
		## When the filter was changed.
		ts: time &log;
		## The node that it was changed on.
		node: string &log &optional;
		## The filter.
		filter: string &log;
		## Whether it is the first one.
		init: bool &log &default=F;
		## Whether it is used.
		success: bool &log &default=T;
		## Why it is not.
		failure_reason: string &log &optional;
	};

	## What is captured unless `capture_filters` says something.
	const default_capture_filter = "ip or not ip" &redef;

	## What is captured in any case.
	const unrestricted_filter = "" &redef;

	## What all that is captured must match.
	const restricted_filter = "" &redef;

	## How long compiling may take without a notice.
	const max_filter_compile_time = 100msec &redef;

	## Keeps packets from being captured that match an expression.
	global exclude: function(filter_id: string, filter: string): bool;

	## Does so for some time.
	global exclude_for: function(filter_id: string, filter: string, span: interval): bool;

	## Captures them again.
	global remove_exclude: function(filter_id: string): bool;

	## Puts the filter together and uses it; F if it has not changed.
	global install: function(): bool;

	## A function that changes `capture_filters` and `restrict_filters` before they are put together.
	type FilterPlugin: record {
		func: function();
	};

	## Adds such a function.
	global register_filter_plugin: function(fp: FilterPlugin);

	## Whether only packets with ports are captured that analyzers are registered for.
	const enable_auto_protocol_capture_filters = F &redef;

	## The filter that is used.
	global current_filter = "<not set yet>";
}

redef enum PcapFilterID += {
	DefaultPcapFilter,
	FilterTester,
};

# How often it is looked whether a plugin wants another filter.
const tracking_interval = 5min;

global exclusions: table[string] of string = {};
global filter_plugins: set[FilterPlugin] = {};

# Plugins set this when they want another filter.
global filter_changed = F;

# Plugins may call functions that would put the filter together again.
global currently_building = F;

function is_valid(filter: string): bool {
	return Pcap::precompile_pcap_filter(FilterTester, filter);
}

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $path="packet_filter", $policy=log_policy));

	# One by one, to be able to say which is wrong.
	for ( id, capture in capture_filters )
		if ( ! is_valid(capture) )
			Reporter::fatal(fmt("Invalid capture_filter named '%s' - '%s'", id, capture));

	for ( id, restrict in restrict_filters )
		if ( ! is_valid(restrict) )
			Reporter::fatal(fmt("Invalid restrict filter named '%s' - '%s'", id, restrict));
}

event filter_change_tracking() {
	if ( filter_changed )
		install();

	schedule tracking_interval { filter_change_tracking() };
}

event zeek_init() &priority=-6 {
	install();
	event filter_change_tracking();
}

function register_filter_plugin(fp: FilterPlugin) {
	add filter_plugins[fp];
}

function exclude(filter_id: string, filter: string): bool {
	local valid = is_valid(filter);

	if ( valid ) {
		exclusions[filter_id] = filter;
		install();
	}

	return valid;
}

function remove_exclude(filter_id: string): bool {
	local known = filter_id in exclusions;

	if ( known ) {
		delete exclusions[filter_id];
		install();
	}

	return known;
}

event remove_dynamic_filter(filter_id: string) {
	remove_exclude(filter_id);
}

function exclude_for(filter_id: string, filter: string, span: interval): bool {
	local valid = exclude(filter_id, filter);

	if ( valid )
		schedule span { remove_dynamic_filter(filter_id) };

	return valid;
}

# What somebody wants to see.
function wanted(): string {
	local filter = "";

	if ( |capture_filters| == 0 && ! enable_auto_protocol_capture_filters )
		filter = default_capture_filter;

	for ( _, capture in capture_filters )
		filter = combine_filters(filter, "or", capture);

	if ( enable_auto_protocol_capture_filters )
		filter = combine_filters(filter, "or", Analyzer::get_bpf());

	return filter;
}

# What packets must be to be seen.
function restrictions(): string {
	local filter = "";

	for ( _, restrict in restrict_filters )
		filter = combine_filters(filter, "and", restrict);

	for ( _, exclusion in exclusions )
		filter = combine_filters(filter, "and", fmt("not (%s)", exclusion));

	return filter;
}

function build(): string {
	# What is given on the command line is used as it is.
	if ( cmd_line_bpf_filter != "" )
		return cmd_line_bpf_filter;

	currently_building = T;

	for ( plugin in filter_plugins )
		plugin$func();

	local filter = combine_filters(wanted(), "and", restrictions());

	if ( unrestricted_filter != "" )
		filter = combine_filters(unrestricted_filter, "or", filter);

	if ( restricted_filter != "" )
		filter = combine_filters(restricted_filter, "and", filter);

	currently_building = F;
	return filter;
}

# Says what is wrong with a filter that does not compile.
function report_compilation(filter: string) {
	local reason = Pcap::get_filter_state_string(DefaultPcapFilter);

	switch ( Pcap::get_filter_state(DefaultPcapFilter) ) {
		case Pcap::warning:
			Reporter::warning(fmt("Warning while compiling pcap filter '%s': %s", filter, reason));
			break;
		case Pcap::fatal:
			NOTICE(Notice::Info($note=Compile_Failure, $msg="Compiling packet filter failed", $sub=filter));

			if ( network_time() == 0.0 )
				Reporter::fatal(fmt("Bad pcap filter '%s': %s", filter, reason));
			else
				Reporter::warning(fmt("Bad pcap filter '%s': %s", filter, reason));

			break;
	}
}

function compile(filter: string) {
	local begin = current_time();

	if ( ! Pcap::precompile_pcap_filter(DefaultPcapFilter, filter) )
		report_compilation(filter);

	local took = current_time() - begin;

	# What takes everything is no work: if it took long, the machine was busy.
	if ( took > max_filter_compile_time && filter != "ip or not ip" )
		NOTICE(Notice::Info($note=Too_Long_To_Compile_Filter,
		                    $msg=fmt("A BPF filter is taking longer than %0.1f seconds to compile", took)));
}

function install(): bool {
	if ( currently_building )
		return F;

	local filter = build();

	if ( filter == current_filter )
		return F;

	compile(filter);
	current_filter = filter;
	filter_changed = F;

	# Before the first packet there is no time but that of the clock.
	local first = network_time() == 0.0;
	local row = Info($ts=first ? current_time() : network_time(), $node=peer_description, $filter=filter, $init=first);

	if ( ! Pcap::install_pcap_filter(DefaultPcapFilter) ) {
		row$success = F;
		row$failure_reason = Pcap::get_filter_state_string(DefaultPcapFilter);
		NOTICE(Notice::Info($note=Install_Failure, $msg="Installing packet filter failed", $sub=filter));
	}

	if ( reading_traces() || reading_live_traffic() )
		Log::write(LOG, row);

	return T;
}
