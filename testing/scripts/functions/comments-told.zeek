# @TEST-DOC: What comments say of names, fields, enumerators and scripts, and where these are declared.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

##! A script about fruit.
##! It is short.

@load base/misc/version

module Fruit;

export {
	## What grows.
	##
	## More of it later.
	type Kind: enum {
		## Round.
		APPLE, ##< And red.
		PEAR, ##< Not round.
		      ##< And green.
		NUT ##< The last one.
	};

	## A tree.
	type Tree: record {
		## Where it stands.
		place: string; ##< In words.
		##Without a blank.
		height: double;
		age: count &optional;
	};

	## How many.
	const many = 3 &redef; ##< Or more.

	########## a line of no meaning

	## Counts.
	##
	## t: a tree
	global count_them: function(t: Tree): count;

	## A set.
	const all: set[string] = {
		## The first one.
		"a",
		"# not a comment ## either",
	};
}

## This is not said of what is redefined.
redef record Tree += {
	## Who owns it.
	owner: string &default="me"; ##< If anybody.
	price: count &optional; ##< In coins.
};

redef enum Kind += {
	## Added later.
	PLUM,
};

## And how.
function count_them(t: Tree): count
	{
	## This is about a statement.
	return 1;
	}

## Of a handler.
event zeek_init()
	{
	for ( _, name in vector("Fruit::Kind", "Fruit::APPLE", "Fruit::PEAR", "Fruit::NUT", "Fruit::PLUM", "Fruit::Tree",
	                        "Fruit::many", "Fruit::count_them", "Fruit::all", "Fruit::last", "Fruit::nothing", "") )
		print name, get_identifier_comments(name), get_identifier_declaring_script(name) != "";

	for ( _, field in vector("place", "height", "age", "owner", "price", "nothing") )
		print field, get_record_field_comments("Fruit::Tree$" + field);

	print get_identifier_comments("Fruit::Tree$place"), get_record_field_comments("Fruit::Tree"), get_record_field_comments("Tree$");
	print get_script_comments(get_identifier_declaring_script("Fruit::Kind")), |get_script_comments("nowhere.zeek")|;
	print get_identifier_declaring_script("Version::VersionDescription");
	print get_record_field_declaring_script("Version::VersionDescription$major");
	print get_identifier_declaring_script("connection_state_remove");
	print |get_identifier_comments("connection_state_remove")| > 10;
	print |get_script_comments("base/misc/version.zeek")| > 10;
	}

## The last of all.
global last = 7;
