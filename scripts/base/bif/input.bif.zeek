##! What the input framework asks of the engine.

module Input;

export {
	## See `Input::add_table`.
	global __create_table_stream: function(description: Input::TableDescription): bool;

	## See `Input::add_event`.
	global __create_event_stream: function(description: Input::EventDescription): bool;

	## See `Input::add_analysis`.
	global __create_analysis_stream: function(description: Input::AnalysisDescription): bool;

	## See `Input::remove`.
	global __remove_stream: function(id: string): bool;

	## See `Input::force_update`.
	global __force_update: function(id: string): bool;
}
