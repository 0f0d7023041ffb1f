# @TEST-DOC: Datagrams in fragments, in and out of order, and one that stays incomplete.
# @TEST-EXEC: zeek -C -r fragments.pcap %INPUT >output
# @TEST-EXEC: btest-diff conn.log
