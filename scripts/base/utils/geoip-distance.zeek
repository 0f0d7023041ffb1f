##! How far hosts are from each other.

## The distance between the places of two addresses in miles, along the surface of the earth; -1 if a place is not known.
function haversine_distance_ip(a1: addr, a2: addr): double {
	local from = lookup_location(a1);
	local there = lookup_location(a2);

	if ( ! from?$latitude || ! from?$longitude || ! there?$latitude || ! there?$longitude )
		return -1.0;

	return haversine_distance(from$latitude, from$longitude, there$latitude, there$longitude);
}
