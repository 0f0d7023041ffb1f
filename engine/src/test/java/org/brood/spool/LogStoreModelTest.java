package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.brood.spool.SpoolReader.Feed;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Workers, a host and two loggers that die at any byte, against the simplest thing: each row that
/// was appended to a spool is in one file, once.
class LogStoreModelTest {
  private static final int ROUNDS = Integer.getInteger("spool.rounds", 6);
  private static final int STEPS = 250;

  /// Shorter than any record.
  private static final int TORN = 120;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyRowArrivesOnceWhoeverDies() {
    long first = Long.getLong("spool.seed", 1);
    return Stream.iterate(first, seed -> seed + 1)
        .limit(ROUNDS)
        .map(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed, () -> new Round(folder.resolve("" + seed), seed).run()));
  }

  /// A logger's store and its deaths.
  private static final class Logger {
    private final LogStoreSettings settings;
    private final InstantSource clock;
    private final Random random;
    LogStore store;

    Logger(Path folder, Compression current, InstantSource clock, Random random)
        throws IOException {
      this.settings =
          new LogStoreSettings(
              folder, ZoneOffset.UTC, 60, Compression.GZIP, current, "", Duration.ZERO, 0);
      this.clock = clock;
      this.random = random;
      open();
    }

    private void open() throws IOException {
      store = LogStore.open(settings, clock, new Meters(), _ -> {});
    }

    /// @return whether the batches may be answered
    boolean commit(boolean dies) throws IOException {
      Map<Path, Long> before = lengths();
      store.commit();
      if (!dies) {
        return true;
      }
      store.close();
      cut(before);
      open();
      return false;
    }

    private Map<Path, Long> lengths() throws IOException {
      Map<Path, Long> lengths = new HashMap<>();
      try (Stream<Path> files = Files.walk(settings.folder())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          lengths.put(file, Files.size(file));
        }
      }
      return lengths;
    }

    /// Brings the files to what they may be like after a death in the commit's last step: part of
    /// its last record is in the journal, and any part of the rows in the files.
    private void cut(Map<Path, Long> before) throws IOException {
      Map<Path, Long> after = lengths();
      Path journal = settings.journal();
      long from = before.getOrDefault(journal, 0L);
      long to = after.getOrDefault(journal, 0L);
      if (to <= from || !after.keySet().equals(before.keySet())) {
        return; // Files came or went: it dies after the commit.
      }
      long length = from + random.nextLong(to - from + 1);
      truncate(journal, length);
      if (length == to) {
        return;
      }
      for (Map.Entry<Path, Long> file : after.entrySet()) {
        long kept = before.getOrDefault(file.getKey(), 0L);
        if (!file.getKey().equals(journal) && file.getValue() > kept) {
          truncate(file.getKey(), kept + random.nextLong(file.getValue() - kept + 1));
        }
      }
    }

    void rows(Map<String, Integer> counts) throws IOException, InterruptedException {
      store.turnAll();
      store.close();
      new LogArchive(settings, clock, new Meters(), _ -> {}).run();
      try (Stream<Path> files = Files.walk(settings.folder())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".log.gz")).toList()) {
          byte[] all;
          try (var in = new java.util.zip.GZIPInputStream(Files.newInputStream(file))) {
            all = in.readAllBytes();
          }
          new String(all, java.nio.charset.StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .forEach(line -> counts.merge(line, 1, Integer::sum));
        }
      }
    }
  }

  private static void truncate(Path file, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(length);
    }
  }

  /// A worker's spool, and its host's end of it.
  private static final class Worker {
    private final Path folder;
    private final Random random;
    SpoolWriter writer;
    SpoolReader reader;
    int rows;

    Worker(Path folder, Random random) throws IOException {
      this.folder = folder;
      this.random = random;
      this.writer = open();
      this.reader = SpoolReader.open(folder);
    }

    private SpoolWriter open() throws IOException {
      SpoolLimits limits =
          SpoolLimits.standard().with(SpoolLimits.LEAST_BYTES, SpoolLimits.WhenFull.DROP);
      return SpoolWriter.open(folder, limits, new Meters(), _ -> false);
    }

    void engineDies() throws IOException {
      writer.close();
      for (SpoolFolder.Segment segment : new SpoolFolder(folder).segments().reversed()) {
        byte[] bytes = Files.readAllBytes(segment.file());
        byte[] torn = Arrays.copyOf(bytes, random.nextInt(Math.min(bytes.length, TORN) + 1));
        Files.write(segment.file(), torn, StandardOpenOption.APPEND);
        break;
      }
      if (random.nextInt(4) == 0) {
        Files.writeString(folder.resolve("boot"), "other " + random.nextInt(10));
      }
      writer = open();
    }

    void hostDies() throws IOException {
      byte[] torn = new byte[random.nextInt(40)];
      random.nextBytes(torn);
      Files.write(folder.resolve("sent"), torn, StandardOpenOption.APPEND);
      reader = SpoolReader.open(folder);
    }
  }

  private static final class Round {
    private final Random random;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Logger> loggers = new ArrayList<>();
    private final Map<String, Integer> expected = new TreeMap<>();
    private Instant now = Instant.parse("2026-01-31T14:20:00Z");

    Round(Path folder, long seed) throws IOException {
      random = new Random(seed);
      Files.createDirectories(folder);
      for (int i = 0; i < 2; i++) {
        workers.add(new Worker(folder.resolve("worker-" + i), random));
        Compression current = random.nextBoolean() ? Compression.NONE : Compression.GZIP;
        loggers.add(new Logger(folder.resolve("logger-" + i), current, () -> now, random));
      }
    }

    void run() throws IOException, InterruptedException {
      for (int i = 0; i < STEPS; i++) {
        step(workers.get(random.nextInt(2)), loggers.get(random.nextInt(2)));
      }
      for (Worker worker : workers) {
        for (int i = 0; i < SpoolCursor.LOOKS; i++) {
          worker.reader.poll();
        }
        send(worker, loggers.getFirst(), 1 << 30, false);
        send(worker, loggers.getLast(), 1 << 30, false);
      }

      Map<String, Integer> found = new TreeMap<>();
      for (Logger logger : loggers) {
        logger.rows(found);
      }
      Map<String, Integer> wrong = new TreeMap<>(found);
      expected.forEach((row, count) -> wrong.merge(row, -count, Integer::sum));
      wrong.values().removeIf(count -> count == 0);
      assertThat(wrong).as("rows that are missing (-1) or there twice (1)").isEmpty();
      for (Worker worker : workers) {
        assertThat(worker.reader.backlogBatches()).isZero();
      }
    }

    private void step(Worker worker, Logger logger) throws IOException {
      switch (random.nextInt(12)) {
        case 0 -> worker.engineDies();
        case 1 -> worker.hostDies();
        case 2 -> {
          now = now.plusSeconds(random.nextInt(40));
          logger.store.tick();
        }
        case 3, 4, 5 -> send(worker, logger, 1 + random.nextInt(2000), random.nextInt(3) == 0);
        case 6 -> forget(worker, logger);
        default -> write(worker);
      }
    }

    private void write(Worker worker) {
      String name = "w" + workers.indexOf(worker) + "-";
      String[] rows = new String[1 + random.nextInt(3)];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = name + worker.rows++;
        expected.merge(rows[i], 1, Integer::sum);
      }
      LogSchema schema = random.nextInt(8) == 0 ? Batches.JSON : Batches.TSV;
      String path = random.nextBoolean() ? "conn" : "http";
      assertThat(worker.writer.append(Batches.of(path, schema, rows))).isTrue();
    }

    private void send(Worker worker, Logger logger, int bytes, boolean dies) throws IOException {
      RandomId store = logger.store.id();
      try (Feed feed = worker.reader.feed(store)) {
        List<SpooledBatch> taken = feed.take(bytes, true);
        for (SpooledBatch spooled : taken) {
          logger.store.append(spooled.origin(), spooled.sequence(), spooled.batch());
        }
        if (logger.commit(dies)) {
          taken.forEach(b -> worker.reader.acknowledge(store, b.origin(), b.sequence()));
          if (random.nextBoolean()) {
            worker.reader.settle();
          }
        }
      }
    }

    /// Gives up on a logger that has nothing of what it was sent: then nothing is there twice.
    private void forget(Worker worker, Logger logger) throws IOException {
      RandomId store = logger.store.id();
      try (Feed feed = worker.reader.feed(store)) {
        feed.take(1, random.nextBoolean());
      }
      RandomId never = RandomId.random();
      try (Feed feed = worker.reader.feed(never)) {
        feed.take(500, true);
      }
      worker.reader.forget(never);
    }
  }

  @Test
  void deathAtEachByteOfACommitLosesAndDoublesNothing() throws IOException {
    Path origin = folder.resolve("origin");
    LogStoreSettings settings = LogStoreSettings.standard(origin);
    RandomId spool = new RandomId(3, 3);
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-31T14:20:00Z"));
    byte[][] before = new byte[2][];
    byte[][] after = new byte[2][];
    try (LogStore store = LogStore.open(settings, clock, new Meters(), _ -> {})) {
      store.append(spool, 1, Batches.rows("one"));
      store.commit();
      before[0] = Files.readAllBytes(settings.journal());
      before[1] = Files.readAllBytes(origin.resolve("current/test.log"));
      store.append(spool, 2, Batches.rows("two"));
      store.commit();
      after[0] = Files.readAllBytes(settings.journal());
      after[1] = Files.readAllBytes(origin.resolve("current/test.log"));
    }
    String whole = new String(after[1], java.nio.charset.StandardCharsets.UTF_8);

    for (int journal = before[0].length; journal <= after[0].length; journal++) {
      int least = journal == after[0].length ? after[1].length : before[1].length;
      for (int file = least; file <= after[1].length; file++) {
        Files.write(settings.journal(), Arrays.copyOf(after[0], journal));
        Files.write(origin.resolve("current/test.log"), Arrays.copyOf(after[1], file));
        try (LogStore store = LogStore.open(settings, clock, new Meters(), _ -> {})) {
          store.append(spool, 1, Batches.rows("one"));
          store.append(spool, 2, Batches.rows("two"));
          store.commit();
        }
        assertThat(origin.resolve("current/test.log")).hasContent(whole);
      }
    }
  }
}
