##! Indicators in a cluster. The manager knows all of them; workers know what to look for and ask the manager when they have seen it.

@load base/frameworks/cluster
@load ./main

module Intel;

# What nodes tell each other besides what is in main: add this indicator, look for it too, look for all of these.
global insert_item: event(item: Item) &is_used;
global insert_indicator: event(item: Item) &is_used;
global new_min_data_store: event(store: MinDataStore) &is_used;

# Whether a worker that comes is told of all indicators.
const send_store_on_node_up = T &redef;

@if ( Cluster::local_node_type() != Cluster::MANAGER )
redef have_full_data = F;
@endif

@if ( Cluster::local_node_type() == Cluster::MANAGER )

event Cluster::node_up(name: string, id: string) {
	local is_worker = name in Cluster::nodes && Cluster::nodes[name]$node_type == Cluster::WORKER;

	if ( is_worker && send_store_on_node_up )
		Cluster::publish(Cluster::node_topic(name), Intel::new_min_data_store, min_data_store);
}

# A proxy passes it on, if there is one: telling many workers takes time.
event Intel::new_item(item: Item) &priority=5 {
	local topic = Cluster::rr_topic(Cluster::proxy_pool, "intel_insert_rr_key");
	Cluster::publish(topic == "" ? Cluster::worker_topic : topic, Intel::insert_indicator, item);
}

event Intel::remove_indicator(item: Item) {
	Cluster::publish(Cluster::worker_topic, Intel::remove_indicator, item);
}

event Intel::insert_item(item: Item) &priority=5 {
	_insert(item, T);
}

event Intel::remove_item(item: Item, purge_indicator: bool) &priority=5 {
	remove(item, purge_indicator);
}

event Intel::match_remote(s: Seen) &priority=5 {
	if ( find(s) )
		event Intel::match(s, get_items(s));
}

@endif

@if ( Cluster::local_node_type() == Cluster::PROXY )

event Intel::insert_indicator(item: Item) &priority=5 {
	Cluster::publish(Cluster::worker_topic, Intel::insert_indicator, item);
}

@endif

@if ( Cluster::local_node_type() == Cluster::WORKER )

event Intel::match_remote(s: Seen) {
	Cluster::publish(Cluster::manager_topic, Intel::match_remote, s);
}

event Intel::new_item(item: Item) &priority=5 {
	Cluster::publish(Cluster::manager_topic, Intel::insert_item, item);
}

event Intel::remove_item(item: Item, purge_indicator: bool) {
	Cluster::publish(Cluster::manager_topic, Intel::remove_item, item, purge_indicator);
}

event Intel::insert_indicator(item: Item) &priority=5 {
	_insert(item, F);
}

# Calls a hook for all indicators.
function for_all_indicators(store: MinDataStore, h: hook(indicator: string, indicator_type: Type)) {
	for ( host in store$host_data )
		hook h(cat(host), ADDR);

	for ( net in store$subnet_data )
		hook h(cat(net), SUBNET);

	for ( [text, kind] in store$string_data )
		hook h(text, kind);
}

event Intel::new_min_data_store(store: MinDataStore) {
	for_all_indicators(min_data_store, Intel::indicator_removed);
	min_data_store = store;
	for_all_indicators(min_data_store, Intel::indicator_inserted);
}

@endif
