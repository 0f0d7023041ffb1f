# @TEST-DOC: One and two VLAN tags.
# @TEST-EXEC: zeek -C -r vlan.pcap %INPUT >output
# @TEST-EXEC: btest-diff conn.log

@load policy/protocols/conn/vlan-logging
