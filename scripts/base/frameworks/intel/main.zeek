##! Intelligence: addresses, domains, hashes and so on that somebody knows to be interesting, from files or other sources. Scripts
##! tell what they have *seen*; where that is an *indicator*, it is logged.

@load base/frameworks/files
@load base/frameworks/logging
@load base/frameworks/notice

module Intel;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## Kinds of indicators; scripts may add some.
	type Type: enum {
		## An address.
		ADDR,
		## A network.
		SUBNET,
		## A URL without "http://".
		URL,
		## The name of a piece of software.
		SOFTWARE,
		## A mail address.
		EMAIL,
		## A domain.
		DOMAIN,
		## The name of a user.
		USER_NAME,
		## The SHA-1 of a certificate.
		CERT_HASH,
		## The MD5 of a public key.
		PUBKEY_HASH,
	};

	type TypeSet: set[Type];

	## What is known of an indicator.
	type MetaData: record {
		## Who says so. A source knows one thing of an indicator; the next replaces it.
		source: string;
		## What is said.
		desc: string &optional;
		## Where more is to be read.
		url: string &optional;
	};

	## An indicator.
	type Item: record {
		## What to look for.
		indicator: string;
		## What that is.
		indicator_type: Type;
		## What is known of it.
		meta: MetaData;
	};

	## Where things are seen; scripts add places.
	type Where: enum {
		## Anywhere.
		IN_ANYWHERE,
	};

	## What was seen.
	type Seen: record {
		## The text, unless it is a host.
		indicator: string &log &optional;
		## What that is.
		indicator_type: Type &log &optional;
		## The host, if it is one.
		host: addr &optional;
		## Where.
		where: Where &log;
		## The node that saw it.
		node: string &optional &log;
		## The connection, if it is still there.
		conn: connection &optional;
		## The name of the connection.
		uid: string &optional;
	};

	## A row of the log.
	type Info: record {
		## When it was seen.
		ts: time &log;
		## The connection.
		uid: string &log &optional;
		## Its addresses and ports.
		id: conn_id &log &optional;
		## What was seen.
		seen: Seen &log;
		## What kinds of indicators it is.
		matched: TypeSet &log;
		## Who knows of them.
		sources: set[string] &log &default=string_set();
	};

	## Adds an indicator.
	global insert: function(item: Item);

	## Removes what a source knows of an indicator, or all of it.
	global remove: function(item: Item, purge_indicator: bool &default=F);

	## To be called with what was seen.
	global seen: function(s: Seen);

	## Raised when that is an indicator.
	global match: event(s: Seen, items: set[Item]);

	## Called to complete a row; a `break` keeps it from being logged.
	global extend_match: hook(info: Info, s: Seen, items: set[Item]);

	## Called with all that was seen; a `break` ends it there.
	global seen_policy: hook(s: Seen, found: bool);

	## How long indicators are kept, forever if negative.
	const item_expiration = -1 min &redef;

	## Called when that time is over; a `break` removes the indicator.
	global item_expired: hook(indicator: string, indicator_type: Type, metas: set[MetaData]);

	## Called with what is to be added; a `break` keeps it out.
	global filter_item: hook(item: Intel::Item);

	## Called when an indicator is new.
	global indicator_inserted: hook(indicator: string, indiator_type: Type);

	## Called when an indicator is gone.
	global indicator_removed: hook(indicator: string, indiator_type: Type);

	## Raised for each row.
	global log_intel: event(rec: Info);
}

# What nodes of a cluster tell each other: something was seen that is an indicator, there is a new one, one is to be removed, one is
# gone.
global match_remote: event(s: Seen);
global new_item: event(item: Item);
global remove_item: event(item: Item, purge_indicator: bool);
global remove_indicator: event(item: Item);

# Whether this node knows what there is to know of indicators, and not only what they are.
const have_full_data = T &redef;

# What is known of an indicator, by source.
type MetaDataTable: table[string] of MetaData;

global expire_host_data: function(data: table[addr] of MetaDataTable, idx: addr): interval;
global expire_subnet_data: function(data: table[subnet] of MetaDataTable, idx: subnet): interval;
global expire_string_data: function(data: table[string, Type] of MetaDataTable, idx: any): interval;

# All indicators. Texts are in lower case.
type DataStore: record {
	host_data: table[addr] of MetaDataTable &write_expire=item_expiration &expire_func=expire_host_data;
	subnet_data: table[subnet] of MetaDataTable &write_expire=item_expiration &expire_func=expire_subnet_data;
	string_data: table[string, Type] of MetaDataTable &write_expire=item_expiration &expire_func=expire_string_data;
};

global data_store: DataStore &redef;

# The same without what is known of them, which is enough to look for them: for nodes that do not know all.
type MinDataStore: record {
	host_data: set[addr];
	subnet_data: set[subnet];
	string_data: set[string, Type];
};

global min_data_store: MinDataStore &redef;

# Sources that say themselves when something is gone: what they know does not expire.
global lasting_sources: set[string];

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_intel, $path="intel", $policy=log_policy));
}

# Expiration.

function expire_item(indicator: string, indicator_type: Type, known: MetaDataTable): interval {
	local metas: set[MetaData];

	for ( source, meta in known ) {
		if ( source in lasting_sources )
			return item_expiration;

		add metas[meta];
	}

	if ( hook item_expired(indicator, indicator_type, metas) )
		return item_expiration;

	remove(Item($indicator=indicator, $indicator_type=indicator_type, $meta=MetaData($source="")), T);
	return 0sec;
}

function expire_host_data(data: table[addr] of MetaDataTable, idx: addr): interval {
	return expire_item(cat(idx), ADDR, data[idx]);
}

function expire_subnet_data(data: table[subnet] of MetaDataTable, idx: subnet): interval {
	return expire_item(cat(idx), SUBNET, data[idx]);
}

function expire_string_data(data: table[string, Type] of MetaDataTable, idx: any): interval {
	local text: string;
	local kind: Type;
	[text, kind] = idx;

	return expire_item(text, kind, data[text, kind]);
}

# Looking for indicators.

function find(s: Seen): bool {
	if ( ! s?$host ) {
		local text = to_lower(s$indicator);

		return have_full_data ? [text, s$indicator_type] in data_store$string_data :
		                        [text, s$indicator_type] in min_data_store$string_data;
	}

	local self = addr_to_subnet(s$host);

	if ( have_full_data )
		return s$host in data_store$host_data || |matching_subnets(self, data_store$subnet_data)| > 0;

	return s$host in min_data_store$host_data || |matching_subnets(self, min_data_store$subnet_data)| > 0;
}

# Adds an item for each source that knows something.
function add_items(items: set[Item], indicator: string, indicator_type: Type, known: MetaDataTable) {
	for ( _, meta in known )
		add items[Item($indicator=indicator, $indicator_type=indicator_type, $meta=meta)];
}

function get_items(s: Seen): set[Item] {
	local items: set[Item];

	if ( ! have_full_data ) {
		Reporter::warning(fmt("Intel::get_items was called from a host (%s) that doesn't have the full data.", peer_description));
		return items;
	}

	if ( ! s?$host ) {
		local text = to_lower(s$indicator);

		if ( [text, s$indicator_type] in data_store$string_data )
			add_items(items, s$indicator, s$indicator_type, data_store$string_data[text, s$indicator_type]);

		return items;
	}

	if ( s$host in data_store$host_data )
		add_items(items, cat(s$host), ADDR, data_store$host_data[s$host]);

	local nets: table[subnet] of MetaDataTable;
	nets = filter_subnet_table(addr_to_subnet(s$host), data_store$subnet_data);

	for ( net, known in nets )
		add_items(items, cat(net), SUBNET, known);

	return items;
}

function seen(s: Seen) {
	local found = find(s);

	if ( ! hook Intel::seen_policy(s, found) || ! found )
		return;

	if ( s?$host ) {
		s$indicator = cat(s$host);
		s$indicator_type = ADDR;
	}

	if ( ! s?$node )
		s$node = peer_description;

	if ( have_full_data )
		event Intel::match(s, get_items(s));
	else
		event Intel::match_remote(s);
}

event Intel::match(s: Seen, items: set[Item]) &priority=5 {
	local row = Info($ts=network_time(), $seen=s, $matched=TypeSet());

	if ( hook extend_match(row, s, items) )
		Log::write(LOG, row);
}

hook extend_match(info: Info, s: Seen, items: set[Item]) &priority=5 {
	if ( s?$conn ) {
		s$uid = s$conn$uid;
		info$id = s$conn$id;
	}

	if ( s?$uid )
		info$uid = s$uid;

	for ( item in items ) {
		add info$matched[item$indicator_type];
		add info$sources[item$meta$source];
	}
}

# Adding indicators.

# Notes what a source knows. T if nothing was known of the indicator.
function insert_meta_data(item: Item): bool {
	local known: MetaDataTable;
	local is_new = F;

	# Writing an entry again has its time begin anew.
	switch ( item$indicator_type ) {
		case ADDR:
			local host = to_addr(item$indicator);

			if ( host in data_store$host_data )
				known = data_store$host_data[host];
			else
				is_new = T;

			known[item$meta$source] = item$meta;
			data_store$host_data[host] = known;
			break;
		case SUBNET:
			local net = to_subnet(item$indicator);

			if ( check_subnet(net, data_store$subnet_data) )
				known = data_store$subnet_data[net];
			else
				is_new = T;

			known[item$meta$source] = item$meta;
			data_store$subnet_data[net] = known;
			break;
		default:
			local text = to_lower(item$indicator);

			if ( [text, item$indicator_type] in data_store$string_data )
				known = data_store$string_data[text, item$indicator_type];
			else
				is_new = T;

			known[item$meta$source] = item$meta;
			data_store$string_data[text, item$indicator_type] = known;
			break;
	}

	return is_new;
}

# An indicator as hooks get it.
function indicator_text(indicator: string, indicator_type: Type): string {
	switch ( indicator_type ) {
		case ADDR:
			return cat(to_addr(indicator));
		case SUBNET:
			return cat(to_subnet(indicator));
	}

	return to_lower(indicator);
}

# Whether an indicator is among those of a store.
function is_stored(store: MinDataStore, indicator: string, indicator_type: Type): bool {
	switch ( indicator_type ) {
		case ADDR:
			return to_addr(indicator) in store$host_data;
		case SUBNET:
			return to_subnet(indicator) in store$subnet_data;
	}

	return [to_lower(indicator), indicator_type] in store$string_data;
}

# Adds an indicator to a store. T if it was not there.
function store_indicator(store: MinDataStore, indicator: string, indicator_type: Type): bool {
	if ( is_stored(store, indicator, indicator_type) )
		return F;

	switch ( indicator_type ) {
		case ADDR:
			add store$host_data[to_addr(indicator)];
			break;
		case SUBNET:
			add store$subnet_data[to_subnet(indicator)];
			break;
		default:
			add store$string_data[to_lower(indicator), indicator_type];
			break;
	}

	return T;
}

# Removes an indicator from a store. T if it was there.
function drop_indicator(store: MinDataStore, indicator: string, indicator_type: Type): bool {
	if ( ! is_stored(store, indicator, indicator_type) )
		return F;

	switch ( indicator_type ) {
		case ADDR:
			delete store$host_data[to_addr(indicator)];
			break;
		case SUBNET:
			delete store$subnet_data[to_subnet(indicator)];
			break;
		default:
			delete store$string_data[to_lower(indicator), indicator_type];
			break;
	}

	return T;
}

# `first_dispatch` says that other nodes may not know of it.
function _insert(item: Item, first_dispatch: bool &default=T) {
	local is_new = have_full_data ? insert_meta_data(item) :
	                                store_indicator(min_data_store, item$indicator, item$indicator_type);

	# A node that does not know all cannot tell whether others know it.
	if ( first_dispatch && (is_new || ! have_full_data) )
		event Intel::new_item(item);

	if ( is_new )
		hook Intel::indicator_inserted(indicator_text(item$indicator, item$indicator_type), item$indicator_type);
}

function insert(item: Item) {
	if ( hook filter_item(item) )
		_insert(item, T);
}

# Removing indicators.

function item_exists(item: Item): bool {
	if ( ! have_full_data )
		return is_stored(min_data_store, item$indicator, item$indicator_type);

	switch ( item$indicator_type ) {
		case ADDR:
			return to_addr(item$indicator) in data_store$host_data;
		case SUBNET:
			return check_subnet(to_subnet(item$indicator), data_store$subnet_data);
	}

	return [to_lower(item$indicator), item$indicator_type] in data_store$string_data;
}

# Forgets what a source knows. T if nothing is left.
function remove_meta_data(item: Item): bool {
	if ( ! have_full_data ) {
		Reporter::warning(fmt("Intel::remove_meta_data was called from a host (%s) that doesn't have the full data.",
		                      peer_description));
		return F;
	}

	local known: MetaDataTable;

	switch ( item$indicator_type ) {
		case ADDR:
			known = data_store$host_data[to_addr(item$indicator)];
			break;
		case SUBNET:
			known = data_store$subnet_data[to_subnet(item$indicator)];
			break;
		default:
			known = data_store$string_data[to_lower(item$indicator), item$indicator_type];
			break;
	}

	delete known[item$meta$source];
	return |known| == 0;
}

function remove(item: Item, purge_indicator: bool &default=F) {
	if ( ! item_exists(item) ) {
		Reporter::info(fmt("Tried to remove non-existing item '%s' (%s).",
		                   item$indicator, item$indicator_type));
		return;
	}

	if ( ! have_full_data ) {
		event Intel::remove_item(item, purge_indicator);
		return;
	}

	local nothing_left = remove_meta_data(item);

	if ( ! nothing_left && ! purge_indicator )
		return;

	if ( item$indicator_type == ADDR )
		delete data_store$host_data[to_addr(item$indicator)];
	else if ( item$indicator_type == SUBNET )
		delete data_store$subnet_data[to_subnet(item$indicator)];
	else
		delete data_store$string_data[to_lower(item$indicator), item$indicator_type];

	event Intel::remove_indicator(item);
}

event Intel::remove_indicator(item: Item) {
	# Where all is known, it was removed before; it may have come again since.
	local gone = have_full_data ? ! item_exists(item) :
	                              drop_indicator(min_data_store, item$indicator, item$indicator_type);

	if ( gone )
		hook Intel::indicator_removed(indicator_text(item$indicator, item$indicator_type), item$indicator_type);
}
