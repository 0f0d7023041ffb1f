##! Takes no connections of IP protocols other than TCP, UDP and ICMP, and does not log the number of the protocol.

@load base/frameworks/analyzer/main
@load base/protocols/conn

redef record Conn::Info$ip_proto -= { &log };

event zeek_init() {
	Analyzer::disable_analyzer(PacketAnalyzer::ANALYZER_UNKNOWN_IP_TRANSPORT);
}
