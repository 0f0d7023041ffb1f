##! Headers of HTTP requests.

@load base/frameworks/intel
@load base/utils/addrs
@load ./where-locations

# The host in a header, without a port.
function host_of(value: string): string {
	return gsub(value, /:[[:digit:]]+$/, "");
}

function saw_address(c: connection, host: string, where: Intel::Where) {
	Intel::seen(Intel::Seen($host=to_addr(host), $indicator_type=Intel::ADDR, $conn=c, $where=where));
}

function saw_text(c: connection, text: string, kind: Intel::Type, where: Intel::Where) {
	Intel::seen(Intel::Seen($indicator=text, $indicator_type=kind, $conn=c, $where=where));
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &group="Intel::ADDR" {
	if ( ! is_orig )
		return;

	if ( name == "HOST" && is_valid_ip(host_of(value)) )
		saw_address(c, host_of(value), HTTP::IN_HOST_HEADER);

	if ( name == "X-FORWARDED-FOR" && is_valid_ip(value) )
		for ( _, host in extract_ip_addresses(value) )
			saw_address(c, host, HTTP::IN_X_FORWARDED_FOR_HEADER);
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &group="Intel::DOMAIN" {
	if ( is_orig && name == "HOST" && ! is_valid_ip(host_of(value)) )
		saw_text(c, host_of(value), Intel::DOMAIN, HTTP::IN_HOST_HEADER);
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &group="Intel::URL" {
	if ( is_orig && name == "REFERER" )
		saw_text(c, sub(value, /^.*:\/\//, ""), Intel::URL, HTTP::IN_REFERRER_HEADER);
}

event http_header(c: connection, is_orig: bool, name: string, value: string) &group="Intel::SOFTWARE" {
	if ( is_orig && name == "USER-AGENT" )
		saw_text(c, value, Intel::SOFTWARE, HTTP::IN_USER_AGENT_HEADER);
}
