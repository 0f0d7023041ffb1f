##! The log of Windows programs: a row for each that came as a file.

@load base/frameworks/files
@load base/frameworks/logging
@load ./consts

module PE;

export {
	redef enum Log::ID += { LOG };

	global log_policy: Log::PolicyHook;

	## A row of the log.
	type Info: record {
		## When the file was seen.
		ts: time &log;
		## The file.
		id: string &log;
		## The processor that it is for.
		machine: string &log &optional;
		## When it was made, as it says.
		compile_ts: time &log &optional;
		## The version of Windows that it needs.
		os: string &log &optional;
		## What it runs in.
		subsystem: string &log &optional;
		## Whether it is a program, and not an object file.
		is_exe: bool &log &default=T;
		## Whether it is not marked as one of 32 bits.
		is_64bit: bool &log &default=T;
		## Whether it may lie at any address.
		uses_aslr: bool &log &default=F;
		## Whether its data cannot be run.
		uses_dep: bool &log &default=F;
		## Whether its signature must be right.
		uses_code_integrity: bool &log &default=F;
		## Whether it handles exceptions in the structured way.
		uses_seh: bool &log &default=T;
		## Whether it uses functions of others.
		has_import_table: bool &log &optional;
		## Whether it offers functions to others.
		has_export_table: bool &log &optional;
		## Whether it has certificates.
		has_cert_table: bool &log &optional;
		## Whether it has something for debuggers.
		has_debug_data: bool &log &optional;
		## Its sections, in order.
		section_names: vector of string &log &optional;
	};

	## Raised for each row.
	global log_pe: event(rec: Info);

	## Gives a file its row, when the first of its headers is there.
	global set_file: hook(f: fa_file);
}

redef record fa_file += {
	pe: Info &optional;
};

const pe_mime_types = { "application/x-dosexec" };

event zeek_init() &priority=5 {
	Log::create_stream(LOG, Log::Stream($columns=Info, $ev=log_pe, $path="pe", $policy=log_policy));
	Files::register_for_mime_types(Files::ANALYZER_PE, pe_mime_types);
}

hook set_file(f: fa_file) &priority=5 {
	if ( ! f?$pe )
		f$pe = PE::Info($ts=f$info$ts, $id=f$id);
}

event pe_dos_header(f: fa_file, h: PE::DOSHeader) &priority=5 {
	hook set_file(f);
}

event pe_file_header(f: fa_file, h: PE::FileHeader) &priority=5 {
	hook set_file(f);
	f$pe$machine = machine_types[h$machine];
	f$pe$compile_ts = h$ts;
	f$pe$is_exe = h$optional_header_size > 0;

	for ( bit in h$characteristics )
		if ( file_characteristics[bit] == "32BIT_MACHINE" )
			f$pe$is_64bit = F;
}

# Whether there is a table, by its place in the list of sizes.
function has_table(h: PE::OptionalHeader, place: count): bool {
	return |h$table_sizes| > place && h$table_sizes[place] > 0;
}

event pe_optional_header(f: fa_file, h: PE::OptionalHeader) &priority=5 {
	hook set_file(f);

	if ( ! f$pe$is_exe )
		return;

	f$pe$os = os_versions[h$os_version_major, h$os_version_minor];
	f$pe$subsystem = windows_subsystems[h$subsystem];

	for ( bit in h$dll_characteristics )
		switch ( dll_characteristics[bit] ) {
			case "DYNAMIC_BASE":
				f$pe$uses_aslr = T;
				break;
			case "FORCE_INTEGRITY":
				f$pe$uses_code_integrity = T;
				break;
			case "NX_COMPAT":
				f$pe$uses_dep = T;
				break;
			case "NO_SEH":
				f$pe$uses_seh = F;
				break;
		}

	f$pe$has_export_table = has_table(h, 0);
	f$pe$has_import_table = has_table(h, 1);
	f$pe$has_cert_table = has_table(h, 4);
	f$pe$has_debug_data = has_table(h, 6);
}

event pe_section_header(f: fa_file, h: PE::SectionHeader) &priority=5 {
	hook set_file(f);

	if ( ! f$pe$is_exe )
		return;

	if ( ! f$pe?$section_names )
		f$pe$section_names = vector();

	f$pe$section_names += h$name;
}

event file_state_remove(f: fa_file) &priority=-5 {
	if ( f?$pe && f$pe?$machine )
		Log::write(LOG, f$pe);
}
