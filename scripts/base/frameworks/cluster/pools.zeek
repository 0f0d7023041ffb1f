##! Pools: nodes of one type that a kind of work is spread over. Who asks for a pool says how many nodes it may have, and
##! whether they may belong to another pool as well.

@load ./main
@load base/utils/hash_hrw

module Cluster;

export {
	## A node in a pool.
	type PoolNode: record {
		## Its name.
		name: string;
		## The name that its number is made from.
		alias: string;
		## Its number in rendezvous hashing.
		site_id: count;
		## Whether it is there.
		alive: bool &default=F;
		## Its topic.
		topic: string;
	};

	## What a pool is to be.
	type PoolSpec: record {
		## The topic of all its nodes; pools are told apart by it.
		topic: string;
		## The type of its nodes.
		node_type: Cluster::NodeType;
		## How many nodes it has at most.
		max_nodes: count &optional;
		## Whether its nodes belong to no other pool.
		exclusive: bool &default=F;
	};

	type PoolNodeTable: table[string] of PoolNode;
	type RoundRobinTable: table[string] of int;

	## A pool.
	type Pool: record {
		## What it is to be.
		spec: PoolSpec;
		## Its nodes by name.
		nodes: PoolNodeTable &default=PoolNodeTable();
		## Its nodes in order.
		node_list: vector of PoolNode &default=vector();
		## Those that are there, for rendezvous hashing.
		hrw_pool: HashHRW::Pool &default=HashHRW::Pool();
		## Which node is next, for each key.
		rr_key_seq: RoundRobinTable &default=RoundRobinTable();
		## How many are there.
		alive_count: count &default=0;
	};

	## The pool of all proxies.
	global proxy_pool_spec: PoolSpec = PoolSpec($topic="zeek/cluster/pool/proxy", $node_type=Cluster::PROXY) &redef;

	## The pool of all workers.
	global worker_pool_spec: PoolSpec = PoolSpec($topic="zeek/cluster/pool/worker", $node_type=Cluster::WORKER) &redef;

	## The pool of all loggers.
	global logger_pool_spec: PoolSpec = PoolSpec($topic="zeek/cluster/pool/logger", $node_type=Cluster::LOGGER) &redef;

	## The pool of all proxies.
	global proxy_pool: Pool;

	## The pool of all workers.
	global worker_pool: Pool;

	## The pool of all loggers.
	global logger_pool: Pool;

	## Makes a pool; to be called in `zeek_init`.
	global register_pool: function(spec: PoolSpec): Pool;

	## The topic of the node that a key belongs to, empty if no node is there.
	global hrw_topic: function(pool: Pool, key: any): string;

	## The topic of the node whose turn it is, empty if none is there. Each key has turns of its own.
	global rr_topic: function(pool: Pool, key: string &default=""): string;

	## The topic of the logger whose turn it is.
	global rr_log_topic: function(id: Log::ID, path: string): string;
}

# All pools, in the order of their topics once nodes were given to them.
global registered_pools: vector of Pool = vector();

function register_pool(spec: PoolSpec): Pool {
	local pool = Pool($spec=spec);
	registered_pools += pool;
	return pool;
}

function hrw_topic(pool: Pool, key: any): string {
	if ( |pool$hrw_pool$sites| > 0 ) {
		local member: PoolNode = HashHRW::get_site(pool$hrw_pool, key)$user_data;
		return member$topic;
	}

	return "";
}

function rr_topic(pool: Pool, key: string &default=""): string {
	local total = |pool$node_list|;
	local turn = key in pool$rr_key_seq ? int_to_count(pool$rr_key_seq[key]) : 0;

	for ( _, _ in pool$node_list ) {
		local member = pool$node_list[turn];
		turn = (turn + 1) % total;

		if ( member$alive ) {
			pool$rr_key_seq[key] = turn;
			return member$topic;
		}
	}

	return "";
}

function rr_log_topic(id: Log::ID, path: string): string {
	local topic = rr_topic(logger_pool, "Cluster::rr_log_topic");
	return topic == "" ? cat("zeek/logs/", id) : topic;
}

function has_site(pool: Pool, site_id: count): bool {
	for ( _, member in pool$nodes )
		if ( member$site_id == site_id )
			return T;

	return F;
}

# Puts a node into a pool. Where its name makes the same number as that of another, a longer name is tried.
function init_pool_node(pool: Pool, name: string): bool {
	if ( name in pool$nodes )
		return F;

	local attempt = 0;
	local alias = name + ".0";

	while ( has_site(pool, fnv1a32(alias)) )
		alias = fmt("%s.%d", name, ++attempt);

	local member = PoolNode($name=name, $alias=alias, $site_id=fnv1a32(alias), $alive=name == node, $topic=node_topic(name));
	pool$nodes[name] = member;
	pool$node_list += member;

	if ( member$alive )
		++pool$alive_count;

	return T;
}

function mark_pool_node_alive(pool: Pool, name: string): bool {
	if ( name !in pool$nodes )
		return F;

	local member = pool$nodes[name];

	if ( ! member$alive )
		++pool$alive_count;

	member$alive = T;
	HashHRW::add_site(pool$hrw_pool, HashHRW::Site($id=member$site_id, $user_data=member));
	return T;
}

function mark_pool_node_dead(pool: Pool, name: string): bool {
	if ( name !in pool$nodes )
		return F;

	local member = pool$nodes[name];

	if ( member$alive )
		--pool$alive_count;

	member$alive = F;
	HashHRW::rem_site(pool$hrw_pool, HashHRW::Site($id=member$site_id, $user_data=member));
	return T;
}

# Takes a node out of a pool that it no longer belongs to.
function drop_pool_node(pool: Pool, name: string) {
	mark_pool_node_dead(pool, name);
	delete pool$nodes[name];
	local rest: vector of PoolNode = vector();

	for ( _, member in pool$node_list )
		if ( member$name != name )
			rest += member;

	pool$node_list = rest;
	pool$rr_key_seq = RoundRobinTable();

	if ( name == node )
		Cluster::unsubscribe(pool$spec$topic);
}

# Gives a pool exactly these nodes.
function fill_pool(pool: Pool, names: vector of string) {
	local wanted: set[string] = set();
	local surplus: vector of string = vector();

	for ( _, name in names )
		add wanted[name];

	for ( name, _ in pool$nodes )
		if ( name !in wanted )
			surplus += name;

	for ( _, name in surplus )
		drop_pool_node(pool, name);

	for ( _, name in names ) {
		if ( ! init_pool_node(pool, name) )
			next;

		if ( name == node )
			Cluster::subscribe(pool$spec$topic);
		else if ( nodes[name]?$id )
			mark_pool_node_alive(pool, name);
	}
}

# The names of the nodes that pools of a type can have.
function candidates(node_type: NodeType): vector of string {
	local names: vector of string = vector();

	for ( _, named in nodes_with_type(node_type) )
		names += named$name;

	if ( node_type == LOGGER && manager_is_logger ) {
		local managers = nodes_with_type(MANAGER);

		if ( |managers| > 0 )
			names += managers[0]$name;
	}

	return names;
}

# How many nodes an exclusive pool gets of those that are left. A fixed layout must have enough; where nodes come and go,
# the pool waits for more.
function exclusive_share(spec: PoolSpec, taken: count, left: count): count {
	if ( ! spec?$max_nodes )
		Reporter::fatal("Cluster::PoolSpec 'max_nodes' field must be set when using the 'exclusive' flag");

	if ( spec$max_nodes <= left )
		return spec$max_nodes;

	if ( ! __is_linked() )
		Reporter::fatal(fmt("not enough %s nodes to satisfy pool exclusivity requirements: need %d nodes", spec$node_type,
		                    taken + spec$max_nodes));

	return left;
}

# Gives exclusive pools the first nodes, and shares out the others in turn. All nodes of the cluster must come to the same result,
# for which reason the order in which pools were made must not matter.
function share_out_nodes() {
	sort(registered_pools, function(a: Pool, b: Pool): int { return strcmp(a$spec$topic, b$spec$topic); });

	local free: table[NodeType] of vector of string = table();
	local taken: table[NodeType] of count = table();
	local turn: table[NodeType] of count = table();

	for ( _, t in vector(WORKER, PROXY, LOGGER) ) {
		free[t] = candidates(t);
		taken[t] = 0;
		turn[t] = 0;
	}

	for ( _, pool in registered_pools ) {
		local spec = pool$spec;
		local t1 = spec$node_type;

		if ( t1 !in free )
			Reporter::fatal(fmt("invalid pool node type: %s", t1));

		if ( ! spec$exclusive )
			next;

		local wanted = exclusive_share(spec, taken[t1], |free[t1]| - taken[t1]);
		local own: vector of string = vector();

		while ( |own| < wanted ) {
			own += free[t1][taken[t1]];
			++taken[t1];
		}

		fill_pool(pool, own);
	}

	for ( _, pool in registered_pools ) {
		if ( pool$spec$exclusive )
			next;

		local t2 = pool$spec$node_type;
		local total = |free[t2]| - taken[t2];
		local share = pool$spec?$max_nodes && pool$spec$max_nodes < total ? pool$spec$max_nodes : total;
		local names: vector of string = vector();

		while ( |names| < share ) {
			names += free[t2][taken[t2] + turn[t2]];
			turn[t2] = (turn[t2] + 1) % total;
		}

		fill_pool(pool, names);
	}
}

event Cluster::node_up(name: string, id: string) &priority=10 {
	if ( __is_linked() )
		share_out_nodes();

	for ( _, pool in registered_pools )
		mark_pool_node_alive(pool, name);
}

event Cluster::node_down(name: string, id: string) &priority=10 {
	for ( _, pool in registered_pools )
		mark_pool_node_dead(pool, name);
}

event zeek_init() {
	worker_pool = register_pool(worker_pool_spec);
	proxy_pool = register_pool(proxy_pool_spec);
	logger_pool = register_pool(logger_pool_spec);
}

event zeek_init() &priority=-5 {
	if ( is_enabled() )
		share_out_nodes();
}
