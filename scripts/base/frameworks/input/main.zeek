##! Reading from outside while the process runs: into tables, as events, or as files to be analyzed.

module Input;

export {
	## What has become of a line or row.
	type Event: enum {
		EVENT_NEW = 0,
		EVENT_CHANGED = 1,
		EVENT_REMOVED = 2,
	};

	## When a source is read.
	type Mode: enum {
		## Once, and when `Input::force_update` says so.
		MANUAL = 0,
		## When it has changed, from the beginning.
		REREAD = 1,
		## What is added to it.
		STREAM = 2
	};

	## The reader where none is named.
	option default_reader = READER_ASCII;

	## The mode where none is named.
	option default_mode = MANUAL;

	## What stands between the fields of a line.
	const separator = "\t" &redef;

	## What stands between the elements of a set or vector.
	const set_separator = "," &redef;

	## What stands for an empty string, set or vector.
	const empty_field = "(empty)" &redef;

	## What stands for a field without a value.
	const unset_field = "-" &redef;

	## Whether fields of types that readers do not know are passed over instead of being an error.
	const accept_unsupported_types = F &redef;

	## A source that is read into a table or set.
	type TableDescription: record {
		## What is read, for example a file name.
		source: string;
		## What reads it.
		reader: Reader &default=default_reader;
		## When it is read.
		mode: Mode &default=default_mode;
		## The name of the stream, one of a kind.
		name: string;
		## The table or set.
		destination: any;
		## A record type with the fields that are the index.
		idx: any;
		## A record type with the fields that are the value; a set has none.
		val: any &optional;
		## Whether values are records of that type, not the one field in it.
		want_record: bool &default=T;
		## An event for each change of the table.
		ev: any &optional;
		## Decides on each change: F leaves the table as it is.
		pred: function(typ: Input::Event, left: any, right: any): bool &optional;
		## An event for what goes wrong.
		error_ev: any &optional;
		## Settings for the reader.
		config: table[string] of string &default=table();
	};

	## A source that is read as events.
	type EventDescription: record {
		## What is read.
		source: string;
		## What reads it.
		reader: Reader &default=default_reader;
		## When it is read.
		mode: Mode &default=default_mode;
		## The name of the stream, one of a kind.
		name: string;
		## A record type with the fields of a line.
		fields: any;
		## Whether the event gets such a record, not the fields as arguments.
		want_record: bool &default=T;
		## The event for each line.
		ev: any;
		## An event for what goes wrong.
		error_ev: any &optional;
		## Settings for the reader.
		config: table[string] of string &default=table();
	};

	## A source that is analyzed as a file.
	type AnalysisDescription: record {
		## What is read.
		source: string;
		## What reads it; each row must be one string.
		reader: Reader &default=Input::READER_BINARY;
		## When it is read.
		mode: Mode &default=default_mode;
		## The name of the stream, one of a kind.
		name: string;
		## Settings for the reader.
		config: table[string] of string &default=table();
	};

	## Reads a source into a table.
	global add_table: function(description: Input::TableDescription): bool;

	## Reads a source as events.
	global add_event: function(description: Input::EventDescription): bool;

	## Analyzes a source as a file.
	global add_analysis: function(description: Input::AnalysisDescription): bool;

	## Ends a stream.
	global remove: function(id: string): bool;

	## Reads a source now.
	global force_update: function(id: string): bool;

	## Raised when a source has been read to its end.
	global end_of_data: event(name: string, source: string);
}

@load base/bif/input.bif

module Input;

function add_table(description: Input::TableDescription): bool {
	return __create_table_stream(description);
}

function add_event(description: Input::EventDescription): bool {
	return __create_event_stream(description);
}

function add_analysis(description: Input::AnalysisDescription): bool {
	return __create_analysis_stream(description);
}

function remove(id: string): bool {
	return __remove_stream(id);
}

function force_update(id: string): bool {
	return __force_update(id);
}
