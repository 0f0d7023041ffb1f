##! What the analyzer framework asks of the engine.

module Analyzer;

export {
	global __enable_analyzer: function(id: Analyzer::Tag): bool;

	global __disable_analyzer: function(id: Analyzer::Tag): bool;

	global __disable_all_analyzers: function(): any;

	global __register_for_port: function(id: Analyzer::Tag, p: port): bool;

	global __schedule_analyzer: function(orig: addr, resp: addr, resp_p: port, analyzer: Analyzer::Tag, tout: interval): bool;

	global __name: function(atype: AllAnalyzers::Tag): string;

	global __tag: function(name: string): AllAnalyzers::Tag;

	global __has_tag: function(name: string): bool;
}
