# @TEST-DOC: Logins that succeed and fail, on port 22 and another; versions that do not go together.
# @TEST-EXEC: zeek -C -r ssh.pcap %INPUT >output
# @TEST-EXEC: btest-diff ssh.log
# @TEST-EXEC: btest-diff conn.log
# @TEST-EXEC: btest-diff weird.log
