# @TEST-DOC: Mails in lines and in chunks, and fetched; a client that a server turns away.
# @TEST-EXEC: zeek -C -r mail.pcap %INPUT >output
# @TEST-EXEC: btest-diff smtp.log
# @TEST-EXEC: btest-diff files.log
# @TEST-EXEC: btest-diff conn.log
