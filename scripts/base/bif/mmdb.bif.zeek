##! Look-ups in GeoIP databases.

export {
	## Opens a database with places of addresses.
	global mmdb_open_location_db: function(f: string): bool;

	## Opens a database with autonomous systems of addresses.
	global mmdb_open_asn_db: function(f: string): bool;

	## The place of an address; fields are unset where it is not known.
	global lookup_location: function(a: addr): geo_location;

	## The autonomous system of an address.
	global lookup_autonomous_system: function(a: addr): geo_autonomous_system;
}
