##! Logs the name of the IP protocol with connections.

@load base/protocols/conn

module Conn;

redef record Info += {
	## The name that goes with `ip_proto`.
	ip_proto_name: string &log &optional;
};

event new_connection(c: connection) {
	if ( c$conn?$ip_proto && c$conn$ip_proto in IP::protocol_names )
		c$conn$ip_proto_name = IP::protocol_names[c$conn$ip_proto];
}
