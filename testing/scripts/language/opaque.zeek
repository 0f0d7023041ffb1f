# @TEST-DOC: Values that only functions understand.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

event zeek_init()
	{
	local h = md5_hash_init();
	md5_hash_update(h, "a");
	md5_hash_update(h, "b");
	print md5_hash_finish(h) == md5_hash("ab");
	print sha1_hash("x"), sha256_hash("x"), md5_hash("a", "b");
	local b = bloomfilter_basic_init(0.1, 100);
	bloomfilter_add(b, "in");
	print bloomfilter_lookup(b, "in"), bloomfilter_lookup(b, "out");
	local c = hll_cardinality_init(0.01, 0.95);
	hll_cardinality_add(c, 1);
	hll_cardinality_add(c, 1);
	hll_cardinality_add(c, 2);
	print double_to_count(hll_cardinality_estimate(c) + 0.5);
	}
