# @TEST-DOC: Connections with the same endpoints on several VLANs, told apart.
# @TEST-EXEC: zeek -b -C -r vlan-same.pcap %INPUT >output
# @TEST-EXEC: btest-diff output

@load frameworks/conn_key/vlan_fivetuple

event connection_state_remove(c: connection)
	{
	local other = copy(c$id);
	other$ctx = copy(c$id$ctx);
	other$ctx$vlan = 4000;
	print c$id$ctx, c$orig$size, lookup_connection(copy(c$id))$uid == c$uid, connection_exists(other);
	}
