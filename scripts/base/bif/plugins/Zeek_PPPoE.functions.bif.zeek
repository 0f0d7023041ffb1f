##! Functions of PPPoE.

module PacketAnalyzer::PPPoE;

export {
	## The PPPoE session of the packet that is being processed, 0xffffffff if there is none.
	global session_id: function(): count;
}
