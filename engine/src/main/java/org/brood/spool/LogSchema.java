package org.brood.spool;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.brood.bytes.Malformed;
import org.brood.log.LogColumn;
import org.brood.log.RowFormat;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Digests;

/// What a file of rows must be like to take a batch: the columns, how they are written, and the
/// lines at the top and at the end. Rows of one schema may follow each other in a file.
///
/// The logger knows no formats: lines at top and end come ready but for the time in them, which has
/// always 19 characters.
///
/// @param writer the enumerator's name, such as `Log::WRITER_ASCII`
/// @param encoding `tsv` or `json`
/// @param columns name and type of each, with a tab between, one a line
/// @param header the lines at the top, empty for none
/// @param openAt where in `header` the time stands, -1 for nowhere
/// @param footer the lines at the end
/// @param closeAt where in `footer` the time stands, -1 for nowhere
public record LogSchema(
    String writer,
    String encoding,
    String columns,
    byte[] header,
    int openAt,
    byte[] footer,
    int closeAt) {
  /// What each of the texts may have.
  static final int MAX_NAME = 256;

  static final int MAX_LINES = 1 << 16;

  /// The length of a time such as `2026-01-31-23-59-59`.
  static final int STAMP = 19;

  private static final String ONE_TIME = "0000-00-00-00-00-00";
  private static final String OTHER_TIME = "1111-11-11-11-11-11";

  /// The schema that a format makes of columns.
  public static LogSchema of(
      String writer, String encoding, RowFormat format, List<LogColumn> columns, String path) {
    StringBuilder names = new StringBuilder();
    columns.forEach(c -> names.append(c.name()).append('\t').append(c.typeName()).append('\n'));
    byte[] header = header(format, columns, path, ONE_TIME);
    byte[] footer = footer(format, ONE_TIME);
    return new LogSchema(
        writer,
        encoding,
        names.toString(),
        header,
        Arrays.mismatch(header, header(format, columns, path, OTHER_TIME)),
        footer,
        Arrays.mismatch(footer, footer(format, OTHER_TIME)));
  }

  private static byte[] header(
      RowFormat format, List<LogColumn> columns, String path, String time) {
    ByteSink out = new ByteSink(512);
    format.header(out, columns, path, time);
    return out.toBytes();
  }

  private static byte[] footer(RowFormat format, String time) {
    ByteSink out = new ByteSink();
    format.footer(out, time);
    return out.toBytes();
  }

  /// The lines at the top of a file that was opened at a time.
  ///
  /// @param stamp 19 ASCII characters
  byte[] header(String stamp) {
    return stamped(header, openAt, stamp);
  }

  /// The lines at the end of a file that was closed at a time.
  ///
  /// @param stamp 19 ASCII characters
  byte[] footer(String stamp) {
    return stamped(footer, closeAt, stamp);
  }

  private static byte[] stamped(byte[] lines, int at, String stamp) {
    byte[] made = lines.clone();
    if (at >= 0) {
      System.arraycopy(stamp.getBytes(StandardCharsets.US_ASCII), 0, made, at, STAMP);
    }
    return made;
  }

  /// Tells this schema from others: the first eight bytes of the SHA-256 of its fields.
  public long hash() {
    FieldWriter out = new FieldWriter();
    write(out);
    return new FieldReader(Digests.of("SHA-256", out.toBytes())).i64();
  }

  void write(FieldWriter out) {
    out.text(writer).text(encoding).text(columns);
    out.bytes(header).i32(openAt).bytes(footer).i32(closeAt);
  }

  static LogSchema read(FieldReader in) {
    LogSchema schema =
        new LogSchema(
            in.text(MAX_NAME),
            in.text(MAX_NAME),
            in.text(MAX_LINES),
            in.bytes(MAX_LINES),
            in.i32(),
            in.bytes(MAX_LINES),
            in.i32());
    if (!fits(schema.openAt, schema.header) || !fits(schema.closeAt, schema.footer)) {
      throw new Malformed("the place of the time is outside of the header");
    }
    return schema;
  }

  private static boolean fits(int at, byte[] lines) {
    return at == -1 || at >= 0 && at <= lines.length - STAMP;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogSchema s
        && writer.equals(s.writer)
        && encoding.equals(s.encoding)
        && columns.equals(s.columns)
        && Arrays.equals(header, s.header)
        && openAt == s.openAt
        && Arrays.equals(footer, s.footer)
        && closeAt == s.closeAt;
  }

  @Override
  public int hashCode() {
    return columns.hashCode() * 31 + Arrays.hashCode(header);
  }

  @Override
  public String toString() {
    return encoding + ":" + Long.toHexString(hash());
  }
}
