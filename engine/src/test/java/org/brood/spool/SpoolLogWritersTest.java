package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.NoneWriter;
import org.brood.log.ascii.AsciiOptions;
import org.brood.script.value.Str;
import org.brood.spool.SpoolReader.Feed;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolLogWritersTest {
  private static final String ASCII = "Log::WRITER_ASCII";
  private static final long MILLI = 1_000_000;

  @TempDir Path folder;
  private final Meters meters = new Meters();
  private final List<String> elsewhere = new ArrayList<>();
  private long now;
  private SpoolLogWriters writers;
  private SpoolReader reader;
  private Feed feed;

  @BeforeEach
  void open() throws IOException {
    SpoolWriter spool = SpoolWriter.open(folder, SpoolLimits.standard(), meters, _ -> false);
    writers =
        new SpoolLogWriters(
            spool,
            "worker-1",
            () -> AsciiOptions.standard(false),
            target -> {
              elsewhere.add(target.stream() + " " + target.writer() + " " + target.path());
              return new NoneWriter();
            },
            InstantSource.fixed(Instant.ofEpochSecond(1000)),
            () -> now,
            meters);
    reader = SpoolReader.open(folder);
    feed = reader.feed(new RandomId(1, 1));
  }

  @AfterEach
  void close() throws IOException {
    feed.close();
    reader.close();
    writers.close();
  }

  private LogWriter writer(String path, Map<String, String> config) throws IOException {
    return writers.create(LogTarget.plain("Test::LOG", ASCII, path, config));
  }

  private static void row(LogWriter writer, double ts, String message) throws IOException {
    writer.write(Batches.columns("message"), new Object[] {ts, Str.of(message)});
  }

  private List<LogBatch> arrived() throws IOException {
    return feed.take(1 << 30, true).stream().map(SpooledBatch::batch).toList();
  }

  @Test
  void rowsGoOnWhenTheFirstOneIsTwentyFiveMillisecondsOld() throws IOException {
    LogWriter writer = writer("test", Map.of());
    row(writer, 1.5, "one");
    now = 10 * MILLI;
    row(writer, 2.5, "two");
    writers.poll(24 * MILLI);
    assertThat(arrived()).isEmpty();

    now = 25 * MILLI;
    writers.poll(now);

    LogBatch batch = arrived().getFirst();
    assertThat(Batches.text(batch)).isEqualTo("1.500000\tone\n2.500000\ttwo\n");
    assertThat(batch.rows()).isEqualTo(2);
    assertThat(batch.stream()).isEqualTo("Test::LOG");
    assertThat(batch.firstNanos()).isEqualTo(1_000_000_000_000L - 25 * MILLI);
    assertThat(batch.lastNanos()).isEqualTo(1_000_000_000_000L - 15 * MILLI);
  }

  @Test
  void rowOfOnePathTakesOldRowsOfAnotherAlong() throws IOException {
    LogWriter first = writer("first", Map.of());
    LogWriter second = writer("second", Map.of());
    row(first, 1, "old");

    now = 26 * MILLI;
    row(second, 2, "new");

    assertThat(arrived()).extracting(LogBatch::path).containsExactly("first", "second");
  }

  @Test
  void longBatchGoesOnAtOnce() throws IOException {
    LogWriter writer = writer("test", Map.of());

    row(writer, 1, "x".repeat(1 << 16));

    assertThat(arrived()).hasSize(1);
  }

  @Test
  void rowThatIsLongerThanABatchIsCounted() throws IOException {
    LogWriter writer = writer("test", Map.of());
    row(writer, 1, "x".repeat(LogBatch.MAX_TEXT));

    row(writer, 2, "small");
    writers.flushAll();

    assertThat(arrived()).extracting(Batches::text).containsExactly("2.000000\tsmall\n");
    assertThat(meters.value("brood_spool_oversized_rows_total")).isEqualTo(1);
  }

  @Test
  void jsonOfAFilterIsAnotherSchema() throws IOException {
    LogWriter writer = writer("test", Map.of("use_json", "T"));
    row(writer, 1, "one");
    writer.close();

    LogBatch batch = arrived().getFirst();
    assertThat(Batches.text(batch)).isEqualTo("{\"ts\":1.0,\"message\":\"one\"}\n");
    assertThat(batch.schema().encoding()).isEqualTo("json");
    assertThat(batch.schema().header()).isEmpty();
  }

  @Test
  void otherWritersAndStandardOutputAreMadeElsewhere() throws IOException {
    writer("/dev/stdout", Map.of());
    writer("test", Map.of("output_to_stdout", "T"));
    writers.create(LogTarget.plain("Test::LOG", "Log::WRITER_NONE", "test", Map.of()));

    assertThat(elsewhere)
        .containsExactly(
            "Test::LOG Log::WRITER_ASCII /dev/stdout",
            "Test::LOG Log::WRITER_ASCII test",
            "Test::LOG Log::WRITER_NONE test");
  }

  @Test
  void pathThatLeavesTheFolderIsRefused() {
    assertThatThrownBy(() -> writer("../../etc/x", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessage("'../../etc/x' can't be the name of a log");
  }
}
