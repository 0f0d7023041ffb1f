# @TEST-DOC: Packets that should not be.
# @TEST-EXEC: zeek -C -r weird.pcap %INPUT >output
# @TEST-EXEC: btest-diff weird.log
