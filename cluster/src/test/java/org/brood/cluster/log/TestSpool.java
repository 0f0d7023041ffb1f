package org.brood.cluster.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.brood.log.LogColumn;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.NoneWriter;
import org.brood.log.ascii.AsciiOptions;
import org.brood.script.type.Basic;
import org.brood.script.value.Str;
import org.brood.spool.SpoolLimits;
import org.brood.spool.SpoolLogWriters;
import org.brood.spool.SpoolWriter;
import org.brood.telemetry.Meters;

/// A worker's log for tests: rows of one column.
final class TestSpool implements AutoCloseable {
  private static final List<LogColumn> COLUMNS =
      List.of(new LogColumn("row", Basic.STRING, List.of(0), false));

  private final SpoolLogWriters writers;
  private final LogWriter writer;

  TestSpool(Path folder) throws IOException {
    AsciiOptions options = AsciiOptions.standard(false);
    SpoolWriter spool = SpoolWriter.open(folder, SpoolLimits.standard(), new Meters(), _ -> false);
    writers =
        new SpoolLogWriters(
            spool,
            String.valueOf(folder.getFileName()),
            () -> options,
            _ -> new NoneWriter(),
            InstantSource.system(),
            System::nanoTime,
            new Meters());
    writer = writers.create(LogTarget.plain("Test::LOG", "Log::WRITER_ASCII", "test", Map.of()));
  }

  /// Writes a row, which may wait for others.
  TestSpool row(String row) throws IOException {
    writer.write(COLUMNS, new Object[] {Str.of(row)});
    return this;
  }

  /// Brings all rows to the spool.
  TestSpool flush() {
    writers.flushAll();
    return this;
  }

  @Override
  public void close() throws IOException {
    writers.close();
  }
}
