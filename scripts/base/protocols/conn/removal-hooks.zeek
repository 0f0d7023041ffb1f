##! Code that is run at the end of a connection, only for those that asked for it. That costs less than a handler of
##! `connection_state_remove`, which is called for all.

module Conn;

export {
	## What is run.
	type RemovalHook: hook(c: connection);

	## Has a hook called at the end of a connection; F if that was so before.
	global register_removal_hook: function(c: connection, hk: RemovalHook): bool;

	## Takes it back; F if there is nothing to be taken back.
	global unregister_removal_hook: function(c: connection, hk: RemovalHook): bool;
}

redef record connection += {
	## What is to be run.
	removal_hooks: set[RemovalHook] &optional;
};

function register_removal_hook(c: connection, hk: RemovalHook): bool {
	if ( ! c?$removal_hooks )
		c$removal_hooks = set();
	else if ( hk in c$removal_hooks )
		return F;

	add c$removal_hooks[hk];
	return T;
}

function unregister_removal_hook(c: connection, hk: RemovalHook): bool {
	local known = c?$removal_hooks && hk in c$removal_hooks;

	if ( known )
		delete c$removal_hooks[hk];

	return known;
}

# Between those who complete the records of a connection (5) and those who log them (-5).
event connection_state_remove(c: connection) &priority=-3 {
	if ( ! c?$removal_hooks )
		return;

	for ( hk in c$removal_hooks )
		hook hk(c);
}
