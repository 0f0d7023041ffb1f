##! TCP, by port of the responder: see `PacketAnalyzer::register_for_ports`.

module PacketAnalyzer::TCP;
