# @TEST-DOC: TLS 1.2 with certificates, a stapled OCSP response and a resumption; TLS 1.3; a refusal; a name that does not fit.
# @TEST-EXEC: zeek -C -r tls.pcap %INPUT >output
# @TEST-EXEC: btest-diff ssl.log
# @TEST-EXEC: btest-diff x509.log
# @TEST-EXEC: btest-diff ocsp.log
# @TEST-EXEC: btest-diff conn.log
