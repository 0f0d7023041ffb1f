# @TEST-DOC: Addresses that stand for others: numbered, keyed, and with the prefixes of their originals.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

global orig_addr_anonymization = PREFIX_PRESERVING_A50;
global resp_addr_anonymization = SEQUENTIALLY_NUMBERED;
global other_addr_anonymization = PREFIX_PRESERVING_SHA256;
global preserve_other_addr: set[addr] = { 192.0.2.1 };

# Whether two addresses share exactly their first bits.
function agree(a: addr, b: addr, bits: count): bool {
	return mask_addr(a, bits) == mask_addr(b, bits) && mask_addr(a, bits + 1) != mask_addr(b, bits + 1);
}

event zeek_init() {
	preserve_subnet(10.1.0.0/16);
	preserve_prefix(172.16.5.9, 24);

	for ( _, class in vector(ORIG_ADDR, OTHER_ADDR) ) {
		local a = anonymize_addr(10.1.2.3, class);
		print class, agree(a, anonymize_addr(10.1.2.2, class), 31), agree(a, anonymize_addr(10.1.130.3, class), 16),
		      agree(a, anonymize_addr(10.65.2.3, class), 9), a == anonymize_addr(10.1.2.3, class);
	}

	print mask_addr(anonymize_addr(10.1.77.78, ORIG_ADDR), 16), mask_addr(anonymize_addr(172.16.5.200, ORIG_ADDR), 24);
	preserve_prefix(1.2.3.4, 8);

	print anonymize_addr(1.1.1.1, RESP_ADDR), anonymize_addr(2.2.2.2, RESP_ADDR), anonymize_addr(1.1.1.1, RESP_ADDR);
	print anonymize_addr(192.0.2.1, OTHER_ADDR);
}

event zeek_init() &priority=-1 {
	anonymize_addr([::1], ORIG_ADDR);
}
