##! Indicators of feeds: another part of Brood fetches them as `intel.feeds` says, checks them, and puts them into a folder. What
##! came and what is gone is told here, while everything runs.

@load base/frameworks/cluster
@load base/frameworks/input
@load base/frameworks/intel
@load base/frameworks/notice
@load ./do_notice
@load ./seen

module Intel;

export {
	redef enum Notice::Type += {
		## A feed could not be had, or it was not what it should be. The last good one stays.
		Feed_Failed,
		## A feed has lost more of its indicators than its settings allow. The last good one stays.
		Feed_Shrunk,
	};

	## The folder where the feeds are; set by Brood.
	const feeds_folder = "" &redef;

	## How a feed does.
	type FeedStatus: record {
		## The feed.
		name: string;
		## How many indicators the last good one has.
		indicators: count;
		## When it was last known to be what its source has, 0 for never.
		good_at: time;
		## When somebody looked last, 0 for never.
		looked_at: time;
		## How often nothing good came since the last good one.
		failures: count;
		## What came of the last look: none, good, failed or shrunk.
		result: string;
		## The same in words.
		text: string &optional;
	};

	## Raised after each look at a feed.
	global feed_looked_at: event(status: FeedStatus);

	## Raised when a feed was read that has changed: so many indicators came, so many are gone.
	global feed_read: event(name: string, added: count, removed: count);
}

# When feeds that are read were looked at last.
global looked_at: table[string] of time;

# What came and what is gone since a feed was read to its end.
type FeedCounts: record {
	added: count &default=0;
	removed: count &default=0;
};

const stream_prefix = "intel-feed-";
global followed: table[string] of FeedCounts;

global feed_status: event(desc: Input::EventDescription, tpe: Input::Event, status: FeedStatus);
global feed_entry: event(desc: Input::EventDescription, tpe: Input::Event, item: Item);

# Whatever others say of how files are written.
const file_format: table[string] of string = {
	["separator"] = "\t",
	["unset_field"] = "-",
	["empty_field"] = "(empty)",
};

event feed_entry(desc: Input::EventDescription, tpe: Input::Event, item: Item) {
	local counts = followed[desc$name];

	if ( tpe != Input::EVENT_REMOVED ) {
		add lasting_sources[item$meta$source];
		++counts$added;
		insert(item);
		return;
	}

	++counts$removed;

	if ( item_exists(item) )
		remove(item);
}

event Input::end_of_data(name: string, source: string) {
	if ( name !in followed )
		return;

	local counts = followed[name];

	if ( counts$added + counts$removed > 0 )
		event Intel::feed_read(subst_string(name, stream_prefix, ""), counts$added, counts$removed);

	followed[name] = FeedCounts();
}

function follow(feed: string) {
	local name = stream_prefix + feed;

	if ( name in followed )
		return;

	followed[name] = FeedCounts();
	Input::add_event(Input::EventDescription($source=fmt("%s/%s.dat", feeds_folder, feed), $reader=Input::READER_CHANGES,
	                                         $mode=Input::REREAD, $name=name, $fields=Item, $ev=feed_entry,
	                                         $error_ev=Intel::read_error, $config=file_format));
}

event feed_status(desc: Input::EventDescription, tpe: Input::Event, status: FeedStatus) {
	if ( status$good_at > double_to_time(0.0) )
		follow(status$name);

	if ( status$name in looked_at && looked_at[status$name] == status$looked_at )
		return;

	looked_at[status$name] = status$looked_at;
	event Intel::feed_looked_at(status);
}

event Intel::feed_looked_at(status: FeedStatus) {
	if ( status$result != "failed" && status$result != "shrunk" )
		return;

	NOTICE(Notice::Info($note=status$result == "shrunk" ? Feed_Shrunk : Feed_Failed,
	                    $msg=fmt("Intel feed %s: %s", status$name, status?$text ? status$text : status$result),
	                    $sub=fmt("%d indicators of the last good one stay", status$indicators),
	                    $identifier=status$name));
}

event zeek_init() &priority=5 {
	# One node reads, and tells the others.
	if ( feeds_folder == "" || (Cluster::is_enabled() && Cluster::local_node_type() != Cluster::MANAGER) )
		return;

	Input::add_event(Input::EventDescription($source=feeds_folder + "/status", $reader=Input::READER_ASCII,
	                                         $mode=Input::REREAD, $name="intel-feeds", $fields=FeedStatus, $ev=feed_status,
	                                         $error_ev=Intel::read_error, $config=file_format));
}
