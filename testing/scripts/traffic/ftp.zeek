# @TEST-DOC: A file over a passive data channel; commands that fail.
# @TEST-EXEC: zeek -C -r ftp.pcap %INPUT >output
# @TEST-EXEC: btest-diff ftp.log
# @TEST-EXEC: btest-diff files.log
# @TEST-EXEC: btest-diff conn.log
