# @TEST-DOC: Channels, and a file that is sent directly.
# @TEST-EXEC: zeek -C -r irc.pcap %INPUT >output
# @TEST-EXEC: btest-diff irc.log
# @TEST-EXEC: btest-diff files.log
# @TEST-EXEC: btest-diff conn.log
