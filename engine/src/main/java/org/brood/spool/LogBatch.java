package org.brood.spool;

import org.brood.bytes.Malformed;

/// Rows of one path that travel together, already formatted.
///
/// @param stream the stream's enumerator, such as `Conn::LOG`
/// @param path such as `conn`: which file they belong to
/// @param node the name of the node that wrote them
/// @param rows how many there are
/// @param firstNanos when the first row was written, in nanoseconds since 1970
/// @param lastNanos when the last row was written
/// @param text the rows, each with its line end
public record LogBatch(
    String stream,
    String path,
    String node,
    LogSchema schema,
    int rows,
    long firstNanos,
    long lastNanos,
    byte[] text) {
  /// How long the rows of a batch are at most, and so a single row.
  public static final int MAX_TEXT = 4 << 20;

  /// How long the binary form is at most.
  public static final int MAX_BYTES = MAX_TEXT + 4 * LogSchema.MAX_LINES;

  private static final int VERSION = 1;

  /// The binary form: version, names, schema and its hash, counts, rows.
  public byte[] toBytes() {
    FieldWriter out = new FieldWriter();
    out.u8(VERSION).text(stream).text(path).text(node);
    schema.write(out);
    out.i64(schema.hash()).i32(rows).i64(firstNanos).i64(lastNanos).bytes(text);
    return out.toBytes();
  }

  /// Reads the binary form.
  ///
  /// @throws Malformed if it is none, of a version that is not known, or over a limit
  public static LogBatch parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new Malformed("batch too long");
    }
    FieldReader in = new FieldReader(bytes);
    int version = in.u8();
    if (version != VERSION) {
      throw new Malformed("batch of version " + version);
    }
    String stream = in.text(LogSchema.MAX_NAME);
    String path = in.text(LogPath.MAX_BYTES);
    String node = in.text(LogSchema.MAX_NAME);
    LogSchema schema = LogSchema.read(in);
    if (in.i64() != schema.hash()) {
      throw new Malformed("schema and its hash differ");
    }
    int rows = in.i32();
    long first = in.i64();
    long last = in.i64();
    byte[] text = in.bytes(MAX_TEXT);
    in.end();
    if (rows < 0) {
      throw new Malformed("less than no rows");
    }
    return new LogBatch(stream, path, node, schema, rows, first, last, text);
  }
}
