##! Capture filters and packet sources.

module Pcap;

export {
	## Compiles a filter and keeps it under a number.
	global precompile_pcap_filter: function(id: PcapFilterID, s: string): bool;

	## Uses a filter from now on.
	global install_pcap_filter: function(id: PcapFilterID): bool;

	## What went wrong last with filters.
	global error: function(): string;

	## Whether a filter is good.
	global get_filter_state: function(id: PcapFilterID): filter_state;

	## Why a filter is not good.
	global get_filter_state_string: function(id: PcapFilterID): string;

	## The interfaces of this machine.
	global findalldevs: function(): Pcap::Interfaces;
}
