##! Rendezvous hashing ("highest random weight"): which of several sites a key belongs to. When a site comes or goes, only the
##! keys change that belong to it.

module HashHRW;

export {
	## A site.
	type Site: record {
		## A number of its own.
		id: count;
		## Whatever the user wants to know of it.
		user_data: any &optional;
	};

	type SiteTable: table[count] of Site;

	## Sites that keys are spread over.
	type Pool: record {
		sites: SiteTable &default=SiteTable();
	};

	## Adds a site; F if there is one with its number.
	global add_site: function(pool: Pool, site: Site): bool;

	## Removes a site; F if there is none with its number.
	global rem_site: function(pool: Pool, site: Site): bool;

	## The site of a key. There must be one at least.
	global get_site: function(pool: Pool, key: any): Site;
}

function add_site(pool: Pool, site: Site): bool {
	local fresh = site$id !in pool$sites;

	if ( fresh )
		pool$sites[site$id] = site;

	return fresh;
}

function rem_site(pool: Pool, site: Site): bool {
	local known = site$id in pool$sites;
	delete pool$sites[site$id];
	return known;
}

function get_site(pool: Pool, key: any): Site {
	local digest = fnv1a32(key);
	local heaviest = -1;
	local winner = 0;

	for ( id, _ in pool$sites ) {
		local weight = hrw_weight(digest, id);

		# Of two with the same weight it is the one with the higher number.
		if ( weight < heaviest || (weight == heaviest && id <= winner) )
			next;

		heaviest = weight;
		winner = id;
	}

	return pool$sites[winner];
}
