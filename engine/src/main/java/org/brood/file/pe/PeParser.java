package org.brood.file.pe;

import java.util.ArrayList;
import java.util.List;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.file.pe.PeHeader.Coff;
import org.brood.file.pe.PeHeader.Dos;
import org.brood.file.pe.PeHeader.Program;
import org.brood.file.pe.PeHeader.Section;

/// Reads headers, each when all of it is there.
final class PeParser {
  static final int DOS = 64;

  /// The signature and the header that follows it.
  static final int COFF = 24;

  static final int SECTION = 40;

  /// The longest program for DOS.
  static final int MAX_DOS_CODE = 4 << 20;

  private static final int DOS_FIELDS = 13;
  private static final int DOS_RESERVED = 8;
  private static final int DOS_RESERVED_TOO = 20;
  private static final int NAME = 8;

  private PeParser() {}

  static Dos dos(ByteCursor in) {
    byte[] signature = in.bytes(2);
    int[] fields = new int[DOS_FIELDS + 2];
    for (int i = 0; i < fields.length; i++) {
      if (i == DOS_FIELDS) {
        in.skip(DOS_RESERVED);
      }
      fields[i] = in.u16le();
    }
    in.skip(DOS_RESERVED_TOO);
    long next = in.u32le();
    if (next < DOS || next - DOS >= MAX_DOS_CODE) {
      throw new Malformed("no place for the header of Windows");
    }
    return new Dos(signature, fields, next);
  }

  static Coff coff(ByteCursor in) {
    in.skip(4); // "PE", though others run too
    return new Coff(
        in.u16le(), in.u16le(), in.u32le(), in.u32le(), in.u32le(), in.u16le(), in.u16le());
  }

  static Program program(ByteCursor in) {
    int magic = in.u16le();
    boolean isLong = magic == Program.PE32_PLUS;
    int linkerMajor = in.u8();
    int linkerMinor = in.u8();
    long code = in.u32le();
    long data = in.u32le();
    long zeroData = in.u32le();
    long entry = in.u32le();
    long baseOfCode = in.u32le();
    long baseOfData = magic == Program.PE32 ? in.u32le() : -1;
    long imageBase = isLong ? in.u64le() : in.u32le();
    long sectionAlignment = in.u32le();
    long fileAlignment = in.u32le();
    int[] versions = new int[6];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = in.u16le();
    }
    in.skip(4);
    long imageSize = in.u32le();
    long headersSize = in.u32le();
    long checksum = in.u32le();
    int subsystem = in.u16le();
    int characteristics = in.u16le();
    // How much stack and heap the program wants, and flags.
    in.skip(isLong ? 32 : magic == Program.PE32 ? 16 : 0);
    in.skip(4);
    return new Program(
        magic,
        linkerMajor,
        linkerMinor,
        code,
        data,
        zeroData,
        entry,
        baseOfCode,
        baseOfData,
        imageBase,
        sectionAlignment,
        fileAlignment,
        versions,
        imageSize,
        headersSize,
        checksum,
        subsystem,
        characteristics,
        tableSizes(in));
  }

  private static List<Long> tableSizes(ByteCursor in) {
    long count = in.u32le();
    if (count > in.remaining() / 8) {
      throw new Malformed("more tables than bytes for them");
    }
    List<Long> sizes = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      in.skip(4);
      sizes.add(in.u32le());
    }
    return sizes;
  }

  static Section section(ByteCursor in) {
    byte[] name = in.bytes(NAME);
    long[] numbers = new long[6];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.u32le();
    }
    return new Section(name, numbers, in.u16le(), in.u16le(), in.i32le());
  }
}
