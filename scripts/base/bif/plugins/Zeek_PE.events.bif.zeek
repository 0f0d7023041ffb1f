##! Events of PE.

export {
	## Raised for the DOS header that a Windows program begins with.
	global pe_dos_header: event(f: fa_file, h: PE::DOSHeader);

	## Raised for the DOS program behind that header.
	global pe_dos_code: event(f: fa_file, code: string);

	## Raised for the file header: machine, time, kind.
	global pe_file_header: event(f: fa_file, h: PE::FileHeader);

	## Raised for the optional header, which every program has.
	global pe_optional_header: event(f: fa_file, h: PE::OptionalHeader);

	## Raised for each entry of the table of sections.
	global pe_section_header: event(f: fa_file, h: PE::SectionHeader);
}
