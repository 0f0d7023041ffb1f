##! Settings of the writer for SQLite databases.

module LogSQLite;

export {
	## What stands between the elements of a set or vector.
	const set_separator = Log::set_separator &redef;

	## What an unset element of a set or vector is written as; unset fields are NULL.
	const unset_field = Log::unset_field &redef;

	## What an empty set or vector is written as.
	const empty_field = Log::empty_field &redef;

	## How hard SQLite tries to have everything on disk.
	type SQLiteSynchronous: enum {
		SQLITE_SYNCHRONOUS_DEFAULT,
		SQLITE_SYNCHRONOUS_OFF,
		SQLITE_SYNCHRONOUS_NORMAL,
		SQLITE_SYNCHRONOUS_FULL,
		SQLITE_SYNCHRONOUS_EXTRA,
	};

	## Where SQLite keeps its journal.
	type SQLiteJournalMode: enum {
		SQLITE_JOURNAL_MODE_DEFAULT,
		SQLITE_JOURNAL_MODE_DELETE,
		SQLITE_JOURNAL_MODE_TRUNCATE,
		SQLITE_JOURNAL_MODE_PERSIST,
		SQLITE_JOURNAL_MODE_MEMORY,
		SQLITE_JOURNAL_MODE_WAL,
		SQLITE_JOURNAL_MODE_OFF,
	};

	## The `PRAGMA synchronous` of each database.
	const synchronous = SQLITE_SYNCHRONOUS_DEFAULT &redef;

	## The `PRAGMA journal_mode` of each database.
	const journal_mode = SQLITE_JOURNAL_MODE_DEFAULT &redef;
}
