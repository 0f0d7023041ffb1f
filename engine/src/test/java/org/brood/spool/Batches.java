package org.brood.spool;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.brood.log.LogColumn;
import org.brood.log.RowFormat;
import org.brood.log.ascii.AsciiOptions;
import org.brood.script.type.Basic;

/// Batches for tests: rows of two columns.
final class Batches {
  static final LogSchema TSV = schema("tsv", "message");
  static final LogSchema JSON = schema("json", "message");

  private Batches() {}

  static List<LogColumn> columns(String second) {
    return List.of(
        new LogColumn("ts", Basic.TIME, List.of(0), false),
        new LogColumn(second, Basic.STRING, List.of(1), false));
  }

  static LogSchema schema(String encoding, String second) {
    RowFormat format = AsciiOptions.standard(encoding.equals("json")).format();
    return LogSchema.of("Log::WRITER_ASCII", encoding, format, columns(second), "test");
  }

  static LogBatch of(String path, LogSchema schema, String... rows) {
    byte[] text = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
    return new LogBatch("Test::LOG", path, "worker-1", schema, rows.length, 5, 6, text);
  }

  static LogBatch rows(String... rows) {
    return of("test", TSV, rows);
  }

  static String text(LogBatch batch) {
    return new String(batch.text(), StandardCharsets.UTF_8);
  }
}
