##! Functions of Geneve.

module PacketAnalyzer::Geneve;

export {
	## The options of all Geneve headers of the packet that is being processed, outermost first.
	global get_options: function(): geneve_options_vec_vec;
}
