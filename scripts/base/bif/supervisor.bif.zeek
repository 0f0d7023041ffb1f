##! What the supervisor framework asks of the engine.

module Supervisor;

export {
	## See `Supervisor::status`.
	global __status: function(node: string): Supervisor::Status;

	## See `Supervisor::create`.
	global __create: function(node: Supervisor::NodeConfig): string;

	## See `Supervisor::destroy`.
	global __destroy: function(node: string): bool;

	## See `Supervisor::restart`.
	global __restart: function(node: string): bool;

	## See `Supervisor::is_supervised`.
	global __is_supervised: function(): bool;

	## See `Supervisor::node`.
	global __node: function(): Supervisor::NodeConfig;

	## See `Supervisor::is_supervisor`.
	global __is_supervisor: function(): bool;

	## The number of the process that starts others.
	global __stem_pid: function(): int;
}
