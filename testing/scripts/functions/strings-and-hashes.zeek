# @TEST-DOC: Alignment of strings, hashes of values, separators, Base64 that is none, text too long for a search.
# @TEST-EXEC: zeek -b %INPUT >output 2>&1
# @TEST-EXEC: btest-diff output

function align(a: string, b: string, variant: count) {
	print fmt("%s | %s", a, b);
	for ( _, s in str_smith_waterman(a, b, [$min_strlen=2, $sw_variant=variant]) )
		print s$str, s$aligns[0]$index, s$aligns[1]$index, s$new;
}

event net_weird(name: string, addl: string, source: string) { print name, split_string1(addl, /: /)[1]; }

event zeek_init() {
	align("xxcommonyy", "zcommonzz", 0);
	align("nothing", "AAAA", 0);
	align("--ABC--ABC--", "ABC", 1);
	align("ABC", "--ABC--ABC--", 1);

	for ( _, v in vector(fnv1a64("x"), fnv1a64(7), fnv1a64(-7), fnv1a64(T), fnv1a64(2.5), fnv1a64(80/tcp), fnv1a64(10.0.0.1), fnv1a64(10.0.0.0/8)) )
		print v;
	print md5_hash(1, "a") == md5_hash(1, "a"), md5_hash("1") == md5_hash(1);

	print cat_sep("-", "none", "a", "", 3);
	print fmt("[%s]", cat_sep("-"));
	print fmt("[%s]", cat_sep("-", 1, 2));
	print fmt("[%s]", decode_base64("YWJj"));
	print fmt("[%s]", decode_base64("YW!j"));
	print |find_all("abcabc", /b/, 3)|;
	print fmt("%.1f", haversine_distance(53.0, -6.0, 25.0, -80.0));
}
