# @TEST-DOC: A connection for each state and its history.
# @TEST-EXEC: zeek -C -r tcp-states.pcap %INPUT >output
# @TEST-EXEC: btest-diff conn.log
