##! Posts notices to a program, such as a chat or a ticket system.

@load ../main

module Notice;

export {
	redef enum Action += {
		## It is posted to `Notice::webhook_url`, as JSON with the fields of the log.
		ACTION_WEBHOOK
	};

	## Kinds of notices that this is done with.
	option webhook_types: set[Notice::Type] = {};
}

hook policy(n: Notice::Info) &priority=10 {
	if ( n$note in webhook_types )
		add n$actions[ACTION_WEBHOOK];
}

# Late, for those who change the notice.
hook notice(n: Notice::Info) &priority=-5 {
	if ( ACTION_WEBHOOK !in n$actions || webhook_url == "" || ( reading_traces() && ! deliver_from_traces ) )
		return;

@if ( Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER )
	Cluster::publish(Cluster::manager_topic, Notice::webhook_to_post, to_json(n, T));
@else
	__send_webhook(to_json(n, T));
@endif
}
