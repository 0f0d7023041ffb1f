##! Files that clients send each other directly: the sender says in a message where it waits (DCC SEND), and the receiver
##! connects to it.

@load base/frameworks/cluster
@load base/protocols/conn/removal-hooks
@load base/utils/files
@load ./main

module IRC;

export {
	redef record Info += {
		## The name of the file.
		dcc_file_name: string &log &optional;
		## Its size.
		dcc_file_size: count &log &optional;
		## Its type.
		dcc_mime_type: string &log &optional;
	};

	## A connection that should carry a file is over.
	global finalize_irc_data: Conn::RemovalHook;

	## How many files may be awaited, 0 for any number.
	const max_dcc_expected_transfers: count = 5000 &redef;
}

# Sessions that await a file, by where its sender waits.
global dcc_expected_transfers: table[addr, port] of Info &read_expire=5mins;

# Through whom workers tell each other.
function dcc_relay_topic(): string &is_used {
	local topic = Cluster::rr_topic(Cluster::proxy_pool, "dcc_transfer_rr_key");
	return topic == "" ? Cluster::manager_topic : topic;
}

function expect_transfer(host: addr, p: port, row: Info) {
	dcc_expected_transfers[host, p] = row;
	Analyzer::schedule_analyzer(0.0.0.0, host, p, Analyzer::ANALYZER_IRC_DATA, 5min);
}

event dcc_transfer_add(host: addr, p: port, info: Info) &is_used {
@if ( Cluster::local_node_type() == Cluster::PROXY || Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, dcc_transfer_add, host, p, info);
@else
	expect_transfer(host, p, info);
@endif
}

event dcc_transfer_remove(host: addr, p: port) &is_used {
@if ( Cluster::local_node_type() == Cluster::PROXY || Cluster::local_node_type() == Cluster::MANAGER )
	Cluster::publish(Cluster::worker_topic, dcc_transfer_remove, host, p);
@else
	delete dcc_expected_transfers[host, p];
@endif
}

function forget_transfer(host: addr, p: port) {
	delete dcc_expected_transfers[host, p];
@if ( Cluster::is_enabled() )
	Cluster::publish(dcc_relay_topic(), dcc_transfer_remove, host, p);
@endif
}

event irc_dcc_message(c: connection, is_orig: bool, prefix: string, target: string, dcc_type: string, argument: string,
                      address: addr, dest_port: count, size: count) &priority=5 {
	set_session(c);

	if ( dcc_type != "SEND" )
		return;

	if ( max_dcc_expected_transfers > 0 && |dcc_expected_transfers| >= max_dcc_expected_transfers ) {
		Reporter::conn_weird("irc_max_dcc_expected_transfers_exceeded", c);
		return;
	}

	c$irc$dcc_file_name = argument;
	c$irc$dcc_file_size = size;
	local p = count_to_port(dest_port, tcp);
	expect_transfer(address, p, c$irc);
@if ( Cluster::is_enabled() )
	Cluster::publish(dcc_relay_topic(), dcc_transfer_add, address, p, c$irc);
@endif
}

event scheduled_analyzer_applied(c: connection, a: Analyzer::Tag) &priority=10 {
	if ( [c$id$resp_h, c$id$resp_p] !in dcc_expected_transfers )
		return;

	add c$service["irc-dcc-data"];
	Conn::register_removal_hook(c, finalize_irc_data);
}

# Writes the row of a file, as a command of the session that announced it.
function write_dcc(row: Info) {
	local command = row?$command ? row$command : "";
	row$command = "DCC";
	Log::write(IRC::LOG, row);

	if ( command != "" )
		row$command = command;

	delete row$dcc_file_name;
	delete row$dcc_file_size;
	delete row$dcc_mime_type;
}

event file_sniff(f: fa_file, meta: fa_metadata) &priority=-5 {
	if ( f$source != "IRC_DATA" || ! f?$conns )
		return;

	for ( id in f$conns ) {
		if ( [id$resp_h, id$resp_p] !in dcc_expected_transfers )
			next;

		write_dcc(dcc_expected_transfers[id$resp_h, id$resp_p]);
		forget_transfer(id$resp_h, id$resp_p);
		return;
	}
}

hook finalize_irc_data(c: connection) {
	if ( [c$id$resp_h, c$id$resp_p] in dcc_expected_transfers )
		forget_transfer(c$id$resp_h, c$id$resp_p);
}
