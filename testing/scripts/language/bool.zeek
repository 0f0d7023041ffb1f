# @TEST-DOC: Bool operators evaluate only what they need.
# @TEST-EXEC: zeek -b %INPUT >output
# @TEST-EXEC: btest-diff output

function said(text: string, result: bool): bool
	{
	print text;
	return result;
	}

event zeek_init()
	{
	print said("a", F) && said("b", T);
	print said("c", T) && said("d", T);
	print said("e", T) || said("f", F);
	print said("g", F) || said("h", F);
	print said("i", T) ? said("j", F) : said("k", T);
	print T == T, T != F;
	if ( said("l", F) )
		print "no";
	else if ( said("m", T) )
		print "yes";
	else
		print "no";
	}
