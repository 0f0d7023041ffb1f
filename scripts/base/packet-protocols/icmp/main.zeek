##! ICMP and ICMPv6.

module PacketAnalyzer::ICMP;
