##! IEEE 802.2; nothing is known to be in it but SNAP, which has its own analyzer.

module PacketAnalyzer::LLC;
