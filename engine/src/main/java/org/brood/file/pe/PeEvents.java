package org.brood.file.pe;

import java.util.List;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordMaker;
import org.brood.event.RecordShape;
import org.brood.file.TrackedFile;
import org.brood.file.pe.PeHeader.Coff;
import org.brood.file.pe.PeHeader.Dos;
import org.brood.file.pe.PeHeader.DosCode;
import org.brood.file.pe.PeHeader.Program;
import org.brood.file.pe.PeHeader.Section;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The events of Windows programs.
final class PeEvents {
  private static final TableType COUNTS = new TableType(List.of(Basic.COUNT), null);
  private static final VectorType SIZES = new VectorType(Basic.COUNT);

  private final EventType dosHeader;
  private final EventType dosCode;
  private final EventType fileHeader;
  private final EventType optionalHeader;
  private final EventType sectionHeader;
  private final EventType violation;
  private final RecordShape violationInfo;
  private final EnumType.@Nullable Item tag;
  private final RecordMaker dos;
  private final RecordMaker coff;
  private final RecordMaker program;
  private final RecordMaker section;

  PeEvents(Events events) {
    dosHeader = events.type("pe_dos_header");
    dosCode = events.type("pe_dos_code");
    fileHeader = events.type("pe_file_header");
    optionalHeader = events.type("pe_optional_header");
    sectionHeader = events.type("pe_section_header");
    violation = events.type("analyzer_violation_info");
    violationInfo = events.record("AnalyzerViolationInfo");
    tag = events.item("Files::Tag", "Files::ANALYZER_PE");
    dos =
        new RecordMaker(
            events,
            "PE::DOSHeader",
            "signature",
            "used_bytes_in_last_page",
            "file_in_pages",
            "num_reloc_items",
            "header_in_paragraphs",
            "min_extra_paragraphs",
            "max_extra_paragraphs",
            "init_relative_ss",
            "init_sp",
            "checksum",
            "init_ip",
            "init_relative_cs",
            "addr_of_reloc_table",
            "overlay_num",
            "oem_id",
            "oem_info",
            "addr_of_new_exe_header");
    coff =
        new RecordMaker(
            events,
            "PE::FileHeader",
            "machine",
            "ts",
            "sym_table_ptr",
            "num_syms",
            "optional_header_size",
            "characteristics");
    program =
        new RecordMaker(
            events,
            "PE::OptionalHeader",
            "magic",
            "major_linker_version",
            "minor_linker_version",
            "size_of_code",
            "size_of_init_data",
            "size_of_uninit_data",
            "addr_of_entry_point",
            "base_of_code",
            "base_of_data",
            "image_base",
            "section_alignment",
            "file_alignment",
            "os_version_major",
            "os_version_minor",
            "major_image_version",
            "minor_image_version",
            "major_subsys_version",
            "minor_subsys_version",
            "size_of_image",
            "size_of_headers",
            "checksum",
            "subsystem",
            "dll_characteristics",
            "table_sizes");
    section =
        new RecordMaker(
            events,
            "PE::SectionHeader",
            "name",
            "virtual_size",
            "virtual_addr",
            "size_of_raw_data",
            "ptr_to_raw_data",
            "ptr_to_relocs",
            "ptr_to_line_nums",
            "num_of_relocs",
            "num_of_line_nums",
            "characteristics");
  }

  /// Says that a file is no such program after all.
  void violation(TrackedFile file, String reason) {
    if (violation.isWanted() && tag != null) {
      Record info = violationInfo.make();
      info.set("reason", Str.of(reason));
      info.set("f", file.record());
      violation.raise(tag, info);
    }
  }

  void header(TrackedFile file, PeHeader header) {
    switch (header) {
      case Dos one -> raise(dosHeader, file, one);
      case DosCode(var code) -> {
        if (dosCode.isWanted()) {
          file.raise(dosCode, file.record(), Str.wrap(code));
        }
      }
      case Coff one -> raise(fileHeader, file, one);
      case Program one -> raise(optionalHeader, file, one);
      case Section one -> raise(sectionHeader, file, one);
    }
  }

  private void raise(EventType event, TrackedFile file, PeHeader header) {
    if (event.isWanted()) {
      file.raise(event, file.record(), record(header));
    }
  }

  private Record record(PeHeader header) {
    return switch (header) {
      case Dos one -> record(one);
      case Coff one ->
          coff.of(
              (long) one.machine(),
              (double) one.created(),
              one.symbolTable(),
              one.symbols(),
              (long) one.optionalSize(),
              bits(one.characteristics()));
      case Program one -> record(one);
      case Section one -> record(one);
      case DosCode _ -> throw new IllegalArgumentException();
    };
  }

  private Record record(Dos one) {
    @Nullable Object[] values = new Object[one.fields().length + 2];
    values[0] = Str.wrap(one.signature());
    for (int i = 0; i < one.fields().length; i++) {
      values[i + 1] = (long) one.fields()[i];
    }
    values[values.length - 1] = one.newHeader();
    return dos.of(values);
  }

  private Record record(Program one) {
    Vec sizes = Vec.of(SIZES, one.tableSizes());
    return program.of(
        (long) one.magic(),
        (long) one.linkerMajor(),
        (long) one.linkerMinor(),
        one.codeSize(),
        one.dataSize(),
        one.zeroDataSize(),
        one.entryPoint(),
        one.baseOfCode(),
        one.baseOfData() < 0 ? null : one.baseOfData(),
        one.imageBase(),
        one.sectionAlignment(),
        one.fileAlignment(),
        (long) one.versions()[0],
        (long) one.versions()[1],
        (long) one.versions()[2],
        (long) one.versions()[3],
        (long) one.versions()[4],
        (long) one.versions()[5],
        one.imageSize(),
        one.headersSize(),
        one.checksum(),
        (long) one.subsystem(),
        bits(one.characteristics()),
        sizes);
  }

  private Record record(Section one) {
    int length = 0;
    while (length < one.name().length && one.name()[length] != 0) {
      length++;
    }
    return section.of(
        Str.copyOf(one.name(), 0, length),
        one.numbers()[0],
        one.numbers()[1],
        one.numbers()[2],
        one.numbers()[3],
        one.numbers()[4],
        one.numbers()[5],
        (long) one.relocations(),
        (long) one.lines(),
        bits(one.characteristics()));
  }

  /// The bits that are set, each as a number.
  private static Table bits(int flags) {
    Table set = new Table(COUNTS);
    for (int i = 0; i < Integer.SIZE; i++) {
      long bit = 1L << i;
      if ((flags & bit) != 0) {
        set.put(bit, Table.MEMBER);
      }
    }
    return set;
  }
}
