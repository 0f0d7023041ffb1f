# HTTP by its first bytes. Either side is enough: a long message may leave no room to see the other.

# Methods of RFC 9110, of the IANA registry, of Exchange, and of RPC over HTTP; common ones first.
signature dpd_http_client {
	ip-proto == tcp
	tcp-state originator
	payload /[[:space:]]*(GET|POST|HEAD|PUT|DELETE|OPTIONS|CONNECT|TRACE|PATCH|ACL|BASELINE-CONTROL|BCOPY|BDELETE|BIND|BMOVE|BPROPFIND|BPROPPATCH|CHECKIN|CHECKOUT|COPY|LABEL|LINK|LOCK|MERGE|MKACTIVITY|MKCALENDAR|MKCOL|MKREDIRECTREF|MKWORKSPACE|MOVE|NOTIFY|ORDERPATCH|POLL|PROPFIND|PROPPATCH|REBIND|REPORT|RPC_IN_DATA|RPC_OUT_DATA|SEARCH|SUBSCRIBE|UNBIND|UNCHECKOUT|UNLINK|UNLOCK|UNSUBSCRIBE|UPDATE|VERSION-CONTROL|X-MS-ENUMATTS)[[:space:]]*/
	enable "http"
}

signature dpd_http_server {
	ip-proto == tcp
	tcp-state responder
	payload /[hH][tT][tT][pP]\/[0-9]/
	enable "http"
}
