# @TEST-DOC: Packet analyzers are registered while the program begins, and not later.
# @TEST-EXEC-FAIL: zeek -b %INPUT 2>messages
# @TEST-EXEC: btest-diff messages

event late()
	{
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_ETHERNET, 0x9999, PacketAnalyzer::ANALYZER_IP);
	}

event zeek_init()
	{
	PacketAnalyzer::register_packet_analyzer(PacketAnalyzer::ANALYZER_ETHERNET, 0x0800, PacketAnalyzer::ANALYZER_ARP);
	schedule 1sec { late() };
	}
