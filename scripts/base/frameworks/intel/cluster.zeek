##! Indicators in a cluster. The manager knows all of them; workers know what to look for and ask the manager when they have seen it.
##!
##! A few are told one by one. Many go in batches, of which only some are on their way at a time, and a worker that comes gets
##! what there is in parts, each when it has taken the one before: a million of them neither fill queues nor stop the manager.
##! Events may go astray while nodes find each other, so workers compare now and then how much they know with how much there is.

@load base/frameworks/cluster
@load ./main

module Intel;

export {
	## How many indicators nodes tell each other at once.
	const batch_size = 2000 &redef;
}

# What nodes tell each other besides what is in main: add this indicator, look for it too, look for all of these.
global insert_item: event(item: Item) &is_used;
global insert_indicator: event(item: Item) &is_used;
global new_min_data_store: event(store: MinDataStore) &is_used;

# Many at once: these are there, or are not any more. The worker says that it has taken them.
global change_indicators: event(number: count, indicators: vector of string, types: vector of Type, present: vector of bool) &is_used;
global batch_taken: event(worker: string, number: count) &is_used;

# A part of all that there is, and that it was taken.
global store_part: event(number: count, is_last: bool, indicators: vector of string, types: vector of Type) &is_used;
global part_taken: event(worker: string, number: count) &is_used;

# How many there are, and that a worker wants to know them all, for it has another number.
global store_sizes: event(hosts: count, subnets: count, texts: count) &is_used;
global store_wanted: event(worker: string) &is_used;

# How often that is told.
const sizes_interval = 5 secs &redef;

# Whether a worker that comes is told of all indicators.
const send_store_on_node_up = T &redef;

# Up to how many changes are told one by one, and up to how many indicators a worker is told in one event.
const few_changes = 100 &redef;
const small_store = 1000 &redef;

# How many batches may be on their way, and how long an answer may take.
const batches_ahead = 8;
const answer_timeout = 30 secs;

@if ( Cluster::local_node_type() != Cluster::MANAGER )
redef have_full_data = F;
@endif

@if ( Cluster::local_node_type() == Cluster::MANAGER )

# Changes that workers do not know of yet: from `queue_head` on.
global queue: vector of Item;
global queue_present: vector of bool;
global queue_head = 0;

# Workers that have not taken a batch yet, by its number.
global on_their_way: table[count] of set[string];
global last_batch = 0;

# How often an indicator came, by which one knows whether a list of all is still good.
global insertions = 0;

# A list of all indicators.
type Listing: record {
	insertions: count;
	indicators: vector of string;
	types: vector of Type;
};

# A worker that is being told of all.
type Transfer: record {
	# Which of all that were begun.
	id: count;
	listing: Listing;
	# The number of the part that it was sent, and where the next one begins.
	number: count &default=0;
	at: count &default=0;
};

global last_listing: Listing;
global transfers: table[string] of Transfer;
global last_transfer = 0;

global send_changes: event();
global tell_sizes: event();
global give_up_batch: event(number: count);
global send_part_again: event(worker: string, id: count, number: count);

# Everything there is.
function list_all(): Listing {
	if ( last_listing?$insertions && last_listing$insertions == insertions )
		return last_listing;

	local all = Listing($insertions=insertions, $indicators=vector(), $types=vector());

	for ( host, _ in data_store$host_data ) {
		all$indicators += cat(host);
		all$types += ADDR;
	}

	for ( net, _ in data_store$subnet_data ) {
		all$indicators += cat(net);
		all$types += SUBNET;
	}

	for ( [text, kind], _ in data_store$string_data ) {
		all$indicators += text;
		all$types += kind;
	}

	last_listing = all;
	return all;
}

function all_in_one(): MinDataStore {
	local store = MinDataStore();

	for ( host, _ in data_store$host_data )
		add store$host_data[host];

	for ( net, _ in data_store$subnet_data )
		add store$subnet_data[net];

	for ( [text, kind], _ in data_store$string_data )
		add store$string_data[text, kind];

	return store;
}

# Sends a worker the next part; what was removed since the list was made is left out.
function send_part(worker: string) {
	local transfer = transfers[worker];
	local all = transfer$listing;
	local indicators: vector of string;
	local types: vector of Type;

	while ( transfer$at < |all$indicators| && |indicators| < batch_size ) {
		local item = Item($indicator=all$indicators[transfer$at], $indicator_type=all$types[transfer$at],
		                  $meta=MetaData($source=""));

		if ( item_exists(item) ) {
			indicators += item$indicator;
			types += item$indicator_type;
		}

		++transfer$at;
	}

	++transfer$number;
	Cluster::publish(Cluster::node_topic(worker), Intel::store_part, transfer$number, transfer$at >= |all$indicators|,
	                 indicators, types);
	schedule answer_timeout { send_part_again(worker, transfer$id, transfer$number) };
}

event Intel::part_taken(worker: string, number: count) {
	if ( worker !in transfers || transfers[worker]$number != number )
		return;

	if ( transfers[worker]$at < |transfers[worker]$listing$indicators| )
		send_part(worker);
	else
		delete transfers[worker];
}

# Tells a worker of everything there is.
function tell_all(worker: string) {
	if ( |data_store$host_data| + |data_store$subnet_data| + |data_store$string_data| <= small_store ) {
		Cluster::publish(Cluster::node_topic(worker), Intel::new_min_data_store, all_in_one());
		return;
	}

	++last_transfer;
	transfers[worker] = Transfer($id=last_transfer, $listing=list_all());
	send_part(worker);
}

# A part that nobody took: the worker gets all from the beginning.
event send_part_again(worker: string, id: count, number: count) {
	if ( worker in transfers && transfers[worker]$id == id && transfers[worker]$number == number )
		tell_all(worker);
}

event Cluster::node_up(name: string, id: string) {
	local is_worker = name in Cluster::nodes && Cluster::nodes[name]$node_type == Cluster::WORKER;

	if ( is_worker && send_store_on_node_up )
		tell_all(name);
}

event Intel::store_wanted(worker: string) {
	tell_all(worker);
}

function active_workers(): set[string] {
	local names: set[string];

	for ( name, node in Cluster::nodes )
		if ( node$node_type == Cluster::WORKER && node?$id )
			add names[name];

	return names;
}

function send_batch() {
	local indicators: vector of string;
	local types: vector of Type;
	local present: vector of bool;

	while ( queue_head < |queue| && |indicators| < batch_size ) {
		indicators += queue[queue_head]$indicator;
		types += queue[queue_head]$indicator_type;
		present += queue_present[queue_head];
		++queue_head;
	}

	if ( queue_head == |queue| ) {
		queue = vector();
		queue_present = vector();
		queue_head = 0;
	}

	++last_batch;
	Cluster::publish(Cluster::worker_topic, Intel::change_indicators, last_batch, indicators, types, present);
	local workers = active_workers();

	if ( |workers| > 0 ) {
		on_their_way[last_batch] = workers;
		schedule answer_timeout { give_up_batch(last_batch) };
	}
}

function send_batches() {
	while ( |queue| > 0 && |on_their_way| < batches_ahead )
		send_batch();
}

# A proxy passes it on, if there is one: telling many workers takes time.
function tell_few() {
	for ( i in queue ) {
		if ( queue_present[i] ) {
			local topic = Cluster::rr_topic(Cluster::proxy_pool, "intel_insert_rr_key");
			Cluster::publish(topic == "" ? Cluster::worker_topic : topic, Intel::insert_indicator, queue[i]);
		} else
			Cluster::publish(Cluster::worker_topic, Intel::remove_indicator, queue[i]);
	}

	queue = vector();
	queue_present = vector();
}

event send_changes() {
	if ( |queue| <= few_changes && queue_head == 0 && |on_their_way| == 0 )
		tell_few();
	else
		send_batches();
}

# Notes a change; all that come with it are told together.
function enqueue(item: Item, present: bool) {
	if ( |queue| == 0 )
		event send_changes();

	queue += item;
	queue_present += present;
}

event Intel::batch_taken(worker: string, number: count) {
	if ( number !in on_their_way )
		return;

	delete on_their_way[number][worker];

	if ( |on_their_way[number]| == 0 ) {
		delete on_their_way[number];
		send_batches();
	}
}

event give_up_batch(number: count) {
	if ( number in on_their_way ) {
		delete on_their_way[number];
		send_batches();
	}
}

event Cluster::node_down(name: string, id: string) {
	delete transfers[name];
	local taken: vector of count;

	for ( number, workers in on_their_way ) {
		delete workers[name];

		if ( |workers| == 0 )
			taken += number;
	}

	for ( _, number in taken )
		delete on_their_way[number];

	send_batches();
}

event tell_sizes() {
	if ( |queue| == 0 && |on_their_way| == 0 )
		Cluster::publish(Cluster::worker_topic, Intel::store_sizes, |data_store$host_data|, |data_store$subnet_data|,
		                 |data_store$string_data|);

	schedule sizes_interval { tell_sizes() };
}

event zeek_init() {
	if ( send_store_on_node_up )
		schedule sizes_interval { tell_sizes() };
}

event Intel::new_item(item: Item) &priority=5 {
	++insertions;
	enqueue(item, T);
}

event Intel::remove_indicator(item: Item) {
	enqueue(item, F);
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

# All that there is, as far as it has come: it takes the place of what is looked for when it is whole.
global coming: MinDataStore;
global is_coming = F;

# How often in a row the manager had another number of indicators, and how often that is borne: what has changed just now may be
# on its way, and who gets everything in vain does not ask for it all the time.
global differences = 0;
global patience = 2;

event Intel::store_sizes(hosts: count, subnets: count, texts: count) {
	if ( is_coming )
		return;

	if ( |min_data_store$host_data| == hosts && |min_data_store$subnet_data| == subnets &&
	     |min_data_store$string_data| == texts ) {
		differences = 0;
		patience = 2;
		return;
	}

	if ( ++differences < patience )
		return;

	differences = 0;
	patience = patience * 2;
	Cluster::publish(Cluster::manager_topic, Intel::store_wanted, Cluster::node);
}

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
	if ( is_coming )
		store_indicator(coming, item$indicator, item$indicator_type);

	_insert(item, F);
}

event Intel::remove_indicator(item: Item) &priority=5 {
	if ( is_coming )
		drop_indicator(coming, item$indicator, item$indicator_type);
}

event Intel::change_indicators(number: count, indicators: vector of string, types: vector of Type, present: vector of bool) {
	for ( i, indicator in indicators ) {
		if ( is_coming && present[i] )
			store_indicator(coming, indicator, types[i]);
		else if ( is_coming )
			drop_indicator(coming, indicator, types[i]);

		if ( present[i] && store_indicator(min_data_store, indicator, types[i]) )
			hook Intel::indicator_inserted(indicator_text(indicator, types[i]), types[i]);
		else if ( ! present[i] && drop_indicator(min_data_store, indicator, types[i]) )
			hook Intel::indicator_removed(indicator_text(indicator, types[i]), types[i]);
	}

	Cluster::publish(Cluster::manager_topic, Intel::batch_taken, Cluster::node, number);
}

# Calls a hook for all indicators of a store that are not in another.
function for_all_indicators(store: MinDataStore, others: MinDataStore, h: hook(indicator: string, indicator_type: Type)) {
	for ( host in store$host_data )
		if ( host !in others$host_data )
			hook h(cat(host), ADDR);

	for ( net in store$subnet_data )
		if ( net !in others$subnet_data )
			hook h(cat(net), SUBNET);

	for ( [text, kind] in store$string_data )
		if ( [text, kind] !in others$string_data )
			hook h(text, kind);
}

event Intel::store_part(number: count, is_last: bool, indicators: vector of string, types: vector of Type) {
	if ( number == 1 ) {
		# Where nothing is looked for yet, what comes is looked for at once.
		local nothing = |min_data_store$host_data| + |min_data_store$subnet_data| + |min_data_store$string_data| == 0;
		coming = nothing ? min_data_store : MinDataStore();
		is_coming = T;
	}

	if ( ! is_coming )
		return;

	for ( i, indicator in indicators ) {
		local known = is_stored(min_data_store, indicator, types[i]);
		store_indicator(coming, indicator, types[i]);

		if ( ! known )
			hook Intel::indicator_inserted(indicator_text(indicator, types[i]), types[i]);
	}

	if ( is_last ) {
		local before = min_data_store;
		min_data_store = coming;
		coming = MinDataStore();
		is_coming = F;
		for_all_indicators(before, min_data_store, Intel::indicator_removed);
	}

	Cluster::publish(Cluster::manager_topic, Intel::part_taken, Cluster::node, number);
}

event Intel::new_min_data_store(store: MinDataStore) {
	local nothing = MinDataStore();
	is_coming = F;
	for_all_indicators(min_data_store, nothing, Intel::indicator_removed);
	min_data_store = store;
	for_all_indicators(min_data_store, nothing, Intel::indicator_inserted);
}

@endif
