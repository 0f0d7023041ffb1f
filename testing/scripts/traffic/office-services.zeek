# @TEST-DOC: A lease, the time, and messages of a system.
# @TEST-EXEC: zeek -C -r office-services.pcap %INPUT >output
# @TEST-EXEC: btest-diff dhcp.log
# @TEST-EXEC: btest-diff ntp.log
# @TEST-EXEC: btest-diff syslog.log
# @TEST-EXEC: btest-diff conn.log
