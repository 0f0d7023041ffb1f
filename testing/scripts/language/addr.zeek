# @TEST-DOC: Addresses, and what they are in.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local a = 192.168.1.17;
	print a, |a|, |[2001:db8::1]|;
	print a == 192.168.1.17, a != 192.168.1.18, a < 192.168.1.18, 10.0.0.1 < 9.255.255.255;
	print a in 192.168.0.0/16, a !in 10.0.0.0/8, [2001:db8::5] in [2001:db8::]/32;
	print a / 24, [2001:db8::ff] / 64;
	print is_v4_addr(a), is_v6_addr([::1]);
	print mask_addr(a, 16), addr_to_counts(a), counts_to_addr(vector(16909060));
	print [::] < [::1], 1.2.3.4 == [::ffff:1.2.3.4];
	print addr_to_ptr_name(a), ptr_name_to_addr("4.3.2.1.in-addr.arpa");
	local addrs = set(1.1.1.1, 2.2.2.2, [fe80::1]);
	print 1.1.1.1 in addrs, 3.3.3.3 in addrs, [fe80::1] in addrs;
	}
