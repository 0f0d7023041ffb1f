package org.brood.file.pe;

import java.util.List;

/// A part of the headers. Numbers are unsigned.
sealed interface PeHeader {

  /// The header of DOS.
  ///
  /// @param fields in their order, without those that are reserved
  /// @param newHeader where the header of Windows begins
  record Dos(byte[] signature, int[] fields, long newHeader) implements PeHeader {}

  /// The program for DOS.
  record DosCode(byte[] code) implements PeHeader {}

  /// The header that all object files have.
  ///
  /// @param created in seconds since 1970
  /// @param optionalSize the length of the header of programs, 0 for none
  record Coff(
      int machine,
      int sections,
      long created,
      long symbolTable,
      long symbols,
      int optionalSize,
      int characteristics)
      implements PeHeader {}

  /// The header of programs, called optional because object files do not have it.
  ///
  /// @param baseOfData -1 where the format has no such field
  /// @param imageBase all 64 bits
  /// @param versions of the system, the image and the subsystem, major and minor each
  /// @param tableSizes in bytes
  record Program(
      int magic,
      int linkerMajor,
      int linkerMinor,
      long codeSize,
      long dataSize,
      long zeroDataSize,
      long entryPoint,
      long baseOfCode,
      long baseOfData,
      long imageBase,
      long sectionAlignment,
      long fileAlignment,
      int[] versions,
      long imageSize,
      long headersSize,
      long checksum,
      int subsystem,
      int characteristics,
      List<Long> tableSizes)
      implements PeHeader {
    static final int PE32 = 0x10b;
    static final int PE32_PLUS = 0x20b;
    static final int ROM = 0x107;
  }

  /// A section's header.
  ///
  /// @param numbers sizes, addresses and places, in their order
  /// @param relocations how many
  /// @param lines how many numbers of lines
  record Section(byte[] name, long[] numbers, int relocations, int lines, int characteristics)
      implements PeHeader {}
}
