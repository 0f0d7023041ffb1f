##! Settings of the reader for SQLite databases.

module InputSQLite;

export {
	## What stands between the elements of a set or vector.
	const set_separator = Input::set_separator &redef;

	## What stands for an unset element of a set or vector.
	const unset_field = Input::unset_field &redef;

	## What stands for an empty set or vector.
	const empty_field = Input::empty_field &redef;
}
