##! What the analyzer framework asks of the engine.

module Analyzer;

export {
	## See `Analyzer::enable_analyzer`.
	global __enable_analyzer: function(id: Analyzer::Tag): bool;

	## See `Analyzer::disable_analyzer`.
	global __disable_analyzer: function(id: Analyzer::Tag): bool;

	## Disables all analyzers of protocols.
	global __disable_all_analyzers: function(): any;

	## See `Analyzer::register_for_port`.
	global __register_for_port: function(id: Analyzer::Tag, p: port): bool;

	## See `Analyzer::schedule_analyzer`.
	global __schedule_analyzer: function(orig: addr, resp: addr, resp_p: port, analyzer: Analyzer::Tag, tout: interval): bool;

	## See `Analyzer::name`.
	global __name: function(atype: AllAnalyzers::Tag): string;

	## See `Analyzer::get_tag`.
	global __tag: function(name: string): AllAnalyzers::Tag;

	## See `Analyzer::has_tag`.
	global __has_tag: function(name: string): bool;
}
