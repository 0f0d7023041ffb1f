##! Processes that are started and watched by one that does nothing else.

module Supervisor;

export {
	## What a process does in a cluster.
	type ClusterRole: enum {
		NONE,
		LOGGER,
		MANAGER,
		PROXY,
		WORKER,
	};

	## A process of a cluster, as the others see it.
	type ClusterEndpoint: record {
		## What it does.
		role: ClusterRole;
		## Where it is.
		host: addr;
		## Where it listens.
		p: port;
		## What it captures from.
		interface: string &optional;
		## What it reads.
		pcap_file: string &optional;
		## Where its metrics are.
		metrics_port: port &optional;
	};

	## How a process is started.
	type NodeConfig: record {
		## Its name, one of a kind.
		name: string;
		## What it captures from.
		interface: string &optional;
		## What it reads.
		pcap_file: string &optional;
		## Its working directory.
		directory: string &optional;
		## Where its standard output goes.
		stdout_file: string &optional;
		## Where its standard error goes.
		stderr_file: string &optional;
		## Whether it starts without the default scripts.
		bare_mode: bool &optional;
		## Scripts that it loads before the user's.
		addl_base_scripts: vector of string &default=vector();
		## Scripts that it loads after the user's.
		addl_user_scripts: vector of string &default=vector();
		## Variables of its environment.
		env: table[string] of string &default=table();
		## The CPU that it runs on.
		cpu_affinity: int &optional;
		## The cluster that it is part of.
		cluster: table[string] of ClusterEndpoint &default=table();
	};

	## What is known of a process.
	type NodeStatus: record {
		## How it was started.
		node: NodeConfig;
		## Its number, while it runs.
		pid: int &optional;
	};

	## What is known of all.
	type Status: record {
		nodes: table[string] of NodeStatus;
	};

	## Starts a process. Returns what went wrong, nothing if all is well.
	global create: function(node: NodeConfig): string;

	## Tells what is known of a process, or of all.
	global status: function(node: string &default=""): Status;

	## Starts a process again, or all.
	global restart: function(node: string &default=""): bool;

	## Ends a process, or all.
	global destroy: function(node: string &default=""): bool;

	## Whether this process is the one that watches.
	global is_supervisor: function(): bool;

	## Whether this process is watched.
	global is_supervised: function(): bool;

	## How this process was started.
	global node: function(): NodeConfig;

	## Called for each line that a process prints; a `break` keeps it from being printed here.
	global stdout_hook: hook(node: string, msg: string);

	## Called for each line that a process writes to its standard error.
	global stderr_hook: hook(node: string, msg: string);

	## Raised when a process was started.
	global node_status: event(node: string, pid: count);
}
