##! What scripts need not name to have it: functions that belong to no framework.

@load ./pcap.bif
@load ./bloom-filter.bif
@load ./cardinality-counter.bif
@load ./top-k.bif
@load ./zeekygen.bif
