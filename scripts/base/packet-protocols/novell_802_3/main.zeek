##! IPX right behind an IEEE 802.3 header; it is not analyzed.

module PacketAnalyzer::NOVELL_802_3;
