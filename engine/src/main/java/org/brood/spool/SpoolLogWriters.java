package org.brood.spool;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.brood.event.Inbox;
import org.brood.log.LogColumn;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.LogWriterFactory;
import org.brood.log.RowFormat;
import org.brood.log.ascii.AsciiOptions;
import org.brood.script.value.ByteSink;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// Log writers of a worker in a cluster: rows of text logs are formatted here and go in batches to
/// the worker's spool. The logger decides about files: their rotation and compression are settings
/// of the logger, and a filter's `$interv` and `$postprocessor` do nothing here.
///
/// Other writers, and what goes to `/dev/stdout`, are made by another factory as in a process that
/// is alone. The worker asks [#poll] after each burst of packets and when it is idle. One thread
/// owns all of it.
public final class SpoolLogWriters implements LogWriterFactory, Inbox.Source, AutoCloseable {
  private static final String ASCII = "Log::WRITER_ASCII";

  /// Larger buffers are not kept for the next batch.
  private static final int KEPT_BYTES = 1 << 14;

  private final SpoolWriter spool;
  private final String node;
  private final Supplier<AsciiOptions> options;
  private final LogWriterFactory others;
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final LongAdder oversized;

  /// Writers that hold rows, the one with the oldest row first.
  private final ArrayDeque<SpoolLogWriter> pending = new ArrayDeque<>();

  /// @param node the name of this node
  /// @param options of the text writer, before a filter's `$config`
  /// @param others makes the writers that have nothing to do with the spool
  /// @param clock for the times that batches tell
  /// @param nanoTime the clock that [#poll] is called with
  public SpoolLogWriters(
      SpoolWriter spool,
      String node,
      Supplier<AsciiOptions> options,
      LogWriterFactory others,
      InstantSource clock,
      LongSupplier nanoTime,
      Meters meters) {
    this.spool = spool;
    this.node = node;
    this.options = options;
    this.others = others;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.oversized =
        meters.counter(
            "brood_spool_oversized_rows_total", "Rows that are longer than a batch may be.");
  }

  @Override
  public LogWriter create(LogTarget target) throws IOException {
    String path = target.path();
    if (!target.writer().equals(ASCII) || path.startsWith("/dev/")) {
      return others.create(target);
    }
    AsciiOptions chosen;
    try {
      chosen = options.get().with(target.config());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (chosen.toStdout()) {
      return others.create(target);
    }
    if (!LogPath.isFit(path)) {
      throw new IOException("'" + path + "' can't be the name of a log");
    }
    return new SpoolLogWriter(target.stream(), path, chosen);
  }

  /// Appends what has waited long enough.
  @Override
  public boolean poll(long nowNanos) {
    SpoolLogWriter oldest = pending.peekFirst();
    if (oldest != null && nowNanos - oldest.firstRow >= spool.limits().flushNanos()) {
      flushAll();
    }
    return false;
  }

  /// Appends all rows that wait.
  public void flushAll() {
    while (!pending.isEmpty()) {
      pending.peekFirst().flush();
    }
  }

  @Override
  public void close() throws IOException {
    flushAll();
    spool.close();
  }

  /// The rows of one path.
  private final class SpoolLogWriter implements LogWriter {
    private final String stream;
    private final String path;
    private final String encoding;
    private final RowFormat format;
    private ByteSink text = new ByteSink(512);
    private @Nullable LogSchema schema;
    private int rows;
    private long firstRow;
    private long lastRow;

    SpoolLogWriter(String stream, String path, AsciiOptions options) {
      this.stream = stream;
      this.path = path;
      this.encoding = options.json() ? "json" : "tsv";
      this.format = options.format();
    }

    @Override
    public void write(List<LogColumn> columns, @Nullable Object[] values) {
      if (schema == null) {
        schema = LogSchema.of(ASCII, encoding, format, columns, path);
      }
      int before = text.length();
      format.row(text, columns, values);
      int length = text.length() - before;
      if (length > LogBatch.MAX_TEXT) {
        text.truncate(before);
        oversized.increment();
        return;
      }
      if (text.length() > LogBatch.MAX_TEXT) {
        byte[] row = java.util.Arrays.copyOfRange(text.array(), before, text.length());
        text.truncate(before);
        flush();
        text.put(row);
      }
      long now = nanoTime.getAsLong();
      if (rows == 0) {
        firstRow = now;
        pending.addLast(this);
      }
      rows++;
      lastRow = now;
      if (text.length() >= spool.limits().batchBytes()) {
        flush();
      } else {
        poll(now);
      }
    }

    @Override
    public void flush() {
      LogSchema rowsAre = schema;
      if (rows == 0 || rowsAre == null) {
        return;
      }
      pending.remove(this);
      Instant wall = clock.instant();
      long offset = wall.getEpochSecond() * 1_000_000_000L + wall.getNano() - nanoTime.getAsLong();
      spool.append(
          new LogBatch(
              stream,
              path,
              node,
              rowsAre,
              rows,
              offset + firstRow,
              offset + lastRow,
              text.toBytes()));
      rows = 0;
      text.clear();
      if (text.array().length > KEPT_BYTES) {
        text = new ByteSink(512);
      }
    }

    @Override
    public void close() {
      flush();
    }

    /// The logger's files turn by its own clock.
    @Override
    public String rotate(String newPath) {
      flush();
      return "";
    }
  }
}
