# @TEST-DOC: Mailboxes in envelopes and headers of mail are indicators.
# @TEST-EXEC: zeek -b -C -r mail.pcap %INPUT >output
# @TEST-EXEC: btest-diff intel.log

@load base/protocols/smtp
@load frameworks/intel/seen

event zeek_init()
	{
	local known = Intel::MetaData($source="tests");
	Intel::insert(Intel::Item($indicator="a@office.example", $indicator_type=Intel::EMAIL, $meta=known));
	Intel::insert(Intel::Item($indicator="b@office.example", $indicator_type=Intel::EMAIL, $meta=known));
	}
