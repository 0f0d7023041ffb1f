##! Addresses in text.

## A number from 0 to 255.
const ipv4_decim = /[0-9]{1}|[0-9]{2}|0[0-9]{2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]/;

## An IPv4 address.
const ipv4_addr_regex = ipv4_decim & /\./ & ipv4_decim & /\./ & ipv4_decim & /\./ & ipv4_decim;

## Sixteen bits of an IPv6 address.
const ipv6_hextet = /[0-9A-Fa-f]{1,4}/;

## An IPv6 address in full.
const ipv6_8hex_regex = /([0-9A-Fa-f]{1,4}:){7}/ & ipv6_hextet;

## An IPv6 address in full whose last half is written as an IPv4 address.
const ipv6_hex4dec_regex = /([0-9A-Fa-f]{1,4}:){6}/ & ipv4_addr_regex;

## An IPv6 address with "::" in it: after nothing, or after one part to seven; there are seven parts at most.
const ipv6_compressed_hex_regex =
	/::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,6})?/ |
	/[0-9A-Fa-f]{1,4}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,5})?/ |
	/([0-9A-Fa-f]{1,4}:){2}:([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,4})?/ |
	/([0-9A-Fa-f]{1,4}:){3}:([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,3})?/ |
	/([0-9A-Fa-f]{1,4}:){4}:([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,2})?/ |
	/([0-9A-Fa-f]{1,4}:){5}:([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})?)?/ |
	/([0-9A-Fa-f]{1,4}:){6}:([0-9A-Fa-f]{1,4})?/ |
	/([0-9A-Fa-f]{1,4}:){7}:/;

## The same, and an IPv4 address at the end.
const ipv6_compressed_hex4dec_regex =
	(/::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,4})?/ & ipv4_addr_regex) |
	(/[0-9A-Fa-f]{1,4}::([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,3})?/ & ipv4_addr_regex) |
	(/([0-9A-Fa-f]{1,4}:){2}:([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4}){0,2})?/ & ipv4_addr_regex) |
	(/([0-9A-Fa-f]{1,4}:){3}:([0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{1,4})?)?/ & ipv4_addr_regex) |
	(/([0-9A-Fa-f]{1,4}:){4}:([0-9A-Fa-f]{1,4})?/ & ipv4_addr_regex) |
	(/([0-9A-Fa-f]{1,4}:){5}:/ & ipv4_addr_regex);

## An IPv6 address.
const ipv6_addr_regex = ipv6_8hex_regex | ipv6_compressed_hex_regex | ipv6_hex4dec_regex | ipv6_compressed_hex4dec_regex;

## An address.
const ip_addr_regex = ipv4_addr_regex | ipv6_addr_regex;

## Whether all numbers are those of an IPv4 address.
function has_valid_octets(octets: string_vec): bool {
	for ( _, octet in octets )
		if ( to_count(octet) > 255 )
			return F;

	return T;
}

# What an address may stand between; an empty text on both sides will do, too.
const address_wrappings: set[string, string] = { ["[", "]"], ["(", ")"], ["{", "}"], [" ", " "] };

function is_wrapped(before: string, after: string): bool {
	if ( |before| == 0 || |after| == 0 )
		return |before| == |after|;

	return [before[-1], after[0]] in address_wrappings;
}

## All addresses in a text, in their order. With `check_wrapping` only those count that are all of it, or stand in brackets or
## between blanks.
function extract_ip_addresses(input: string, check_wrapping: bool &default=F): string_vec {
	local parts = split_string_all(input, ip_addr_regex);
	local found: string_vec;

	# Parts with an odd index are what the pattern matched.
	for ( i, part in parts ) {
		if ( i % 2 == 0 || ! is_valid_ip(part) )
			next;

		if ( ! check_wrapping || (i + 1 < |parts| && is_wrapped(parts[i - 1], parts[i + 1])) )
			found += part;
	}

	return found;
}

## An address as it is in a URI: IPv6 in brackets.
function addr_to_uri(a: addr): string {
	return is_v4_addr(a) ? cat(a) : fmt("[%s]", a);
}

## A MAC address (6 or 8 bytes) with colons and in lower case, however it is written; empty if it is none.
function normalize_mac(a: string): string {
	local digits = to_lower(gsub(a, /[^A-Fa-f0-9]/, ""));

	if ( |digits| != 12 && |digits| != 16 )
		return "";

	return join_string_vec(str_split_indices(digits, |digits| == 12 ? vector(2, 4, 6, 8, 10) : vector(2, 4, 6, 8, 10, 12, 14)), ":");
}
