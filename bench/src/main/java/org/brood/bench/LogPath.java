package org.brood.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.brood.cluster.log.LogReceiver;
import org.brood.cluster.log.LogSender;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.ClusterTls;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Revocations;
import org.brood.log.LogColumn;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.NoneWriter;
import org.brood.log.ascii.AsciiOptions;
import org.brood.log.ascii.AsciiWriter;
import org.brood.script.type.Basic;
import org.brood.script.value.Addr;
import org.brood.script.value.Str;
import org.brood.spool.Compression;
import org.brood.spool.LogCollector;
import org.brood.spool.LogStore;
import org.brood.spool.LogStoreSettings;
import org.brood.spool.SpoolLimits;
import org.brood.spool.SpoolLogWriters;
import org.brood.spool.SpoolWriter;
import org.brood.telemetry.Meters;

/// Rows a second from two workers to a logger, as a ratio to those of one process that writes its
/// files itself. As in a cluster, each is a process of its own: workers with their spools, a host
/// that sends, a host that receives (mutual TLS over loopback), a logger that writes, syncs and
/// answers. The clock runs until the last row is answered for.
public final class LogPath {
  private static final int WORKERS = 2;
  private static final int WARM_UP = 200_000;
  private static final Duration ANSWERED = Duration.ofMinutes(5);
  private static final String NAME = "rows";
  private static final List<LogColumn> COLUMNS =
      List.of(
          new LogColumn("ts", Basic.TIME, List.of(0), false),
          new LogColumn("uid", Basic.STRING, List.of(1), false),
          new LogColumn("id.orig_h", Basic.ADDR, List.of(2), false),
          new LogColumn("id.resp_h", Basic.ADDR, List.of(3), false),
          new LogColumn("method", Basic.STRING, List.of(4), false),
          new LogColumn("uri", Basic.STRING, List.of(5), false),
          new LogColumn("bytes", Basic.COUNT, List.of(6), false),
          new LogColumn("history", Basic.STRING, List.of(7), false));

  private final Path work;
  private final int rows;

  private LogPath(Path work, int rows) {
    this.work = work;
    this.rows = rows;
  }

  /// @param arguments how many rows a round has, the number of rounds; or the part of a process
  ///   that this class started
  public static void main(String[] arguments) throws IOException, InterruptedException {
    switch (arguments[0]) {
      case "alone" -> alone(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      case "worker" -> worker(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      case "sender" -> sender(Path.of(arguments[1]), Integer.parseInt(arguments[2]));
      case "receiver" -> receiver(Path.of(arguments[1]));
      case "logger" -> logger(Path.of(arguments[1]));
      default -> measure(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    }
  }

  private static void measure(int rows, int rounds) throws IOException, InterruptedException {
    double[] ratios = new double[rounds];
    double[] alone = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Path work = Files.createTempDirectory("brood-logs");
      try {
        LogPath path = new LogPath(work, rows);
        alone[round] = path.rateAlone();
        ratios[round] = path.rateOfCluster() / alone[round];
      } finally {
        try (Stream<Path> all = Files.walk(work)) {
          for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
    Arrays.sort(ratios);
    Arrays.sort(alone);
    System.out.printf(
        Locale.ROOT,
        "Rows from %d workers to a logger: %.2f of those of one process that writes them itself"
            + " (%.2f to %.2f in %d rounds; one process: %.0f rows a second)%n",
        WORKERS,
        ratios[rounds / 2],
        ratios[0],
        ratios[rounds - 1],
        rounds,
        alone[rounds / 2]);
  }

  // ---- the measuring process

  /// A process, which says a line when it is ready, and goes on when it gets one.
  private record Part(Process process, BufferedReader lines) implements AutoCloseable {
    static Part start(String name, Path work, int rows) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "--add-exports",
                  "java.base/jdk.internal.misc=ALL-UNNAMED",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LogPath.class.getName(),
                  name,
                  work.toString(),
                  Integer.toString(rows))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Part(
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    }

    String line() throws IOException {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("a process ended");
      }
      return line;
    }

    void go() throws IOException {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }

  private double rateAlone() throws IOException {
    Path folder = Files.createDirectories(work.resolve("alone"));
    try (Part alone = Part.start("alone", folder, rows)) {
      alone.line();
      long start = System.nanoTime();
      alone.go();
      alone.line();
      return rows * 1e9 / (System.nanoTime() - start);
    }
  }

  private double rateOfCluster() throws IOException, InterruptedException {
    Authority authority = Authority.create(work.resolve("authority"), Instant.now());
    authority.identity("host", Identity.Kind.MANAGER, Instant.now()).write(work.resolve("host"));
    List<Part> all = new ArrayList<>();
    try {
      for (String name : List.of("logger", "receiver")) {
        all.add(Part.start(name, work, rows));
        all.getLast().line();
      }
      Part sender = Part.start("sender", work, rows * WORKERS);
      all.add(sender);
      List<Part> workers = new ArrayList<>();
      for (int i = 0; i < WORKERS; i++) {
        workers.add(Part.start("worker", work.resolve("spools/worker-" + i), rows));
      }
      all.addAll(workers);
      for (Part worker : workers) {
        worker.line();
      }
      sender.go();
      sender.line();
      long start = System.nanoTime();
      for (Part worker : workers) {
        worker.go();
      }
      for (Part worker : workers) {
        worker.line();
      }
      sender.go();
      sender.line();
      double seconds = (System.nanoTime() - start) / 1e9;
      check();
      return rows * WORKERS / seconds;
    } finally {
      all.forEach(Part::close);
    }
  }

  private void check() throws IOException {
    long found = 0;
    try (Stream<Path> files = Files.walk(work.resolve("logs"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".log")).toList()) {
        try (Stream<String> lines = Files.lines(file)) {
          found += lines.filter(line -> !line.startsWith("#")).count();
        }
      }
    }
    long wanted = (long) WORKERS * (rows + WARM_UP);
    if (found != wanted) {
      throw new IOException(found + " rows of " + wanted + " came");
    }
  }

  // ---- the parts

  private static void ready() {
    System.out.println();
    System.out.flush();
  }

  private static void awaitGo() throws IOException {
    if (System.in.read() < 0) {
      throw new IOException("whoever measures is gone");
    }
  }

  private static void write(LogWriter writer, int rows) throws IOException {
    Addr client = Addr.of(new byte[] {10, 1, 0, 1});
    Addr server = Addr.of(new byte[] {10, 2, 0, 1});
    for (int i = 0; i < rows; i++) {
      writer.write(
          COLUMNS,
          new Object[] {
            1_700_000_000.0 + i / 1000.0,
            Str.of("CHhAvVGS1DHFjwGM9"),
            client,
            server,
            Str.of("GET"),
            Str.of("/page" + i + ".html"),
            (long) i,
            Str.of("ShADadFf")
          });
    }
    writer.flush();
  }

  private static void alone(Path folder, int rows) throws IOException {
    LogWriter writer =
        new AsciiWriter(folder, NAME, "log", AsciiOptions.standard(false), System.out);
    write(writer, WARM_UP);
    ready();
    awaitGo();
    write(writer, rows);
    writer.close();
    ready();
  }

  private static void worker(Path folder, int rows) throws IOException {
    Meters meters = new Meters();
    SpoolWriter spool =
        SpoolWriter.open(
            folder, SpoolLimits.standard(), meters, SpoolWriter.Room.until(() -> false));
    try (SpoolLogWriters writers =
        new SpoolLogWriters(
            spool,
            String.valueOf(folder.getFileName()),
            () -> AsciiOptions.standard(false),
            _ -> new NoneWriter(),
            InstantSource.system(),
            System::nanoTime,
            meters)) {
      LogWriter writer =
          writers.create(LogTarget.plain("Bench::LOG", "Log::WRITER_ASCII", NAME, Map.of()));
      write(writer, WARM_UP);
      writers.flushAll();
      ready();
      awaitGo();
      write(writer, rows);
      writers.flushAll();
      ready();
      awaitGo();
    }
  }

  private static ClusterTls tls(Path work) throws IOException {
    return ClusterTls.open(work.resolve("host"), new Revocations(work.resolve("revoked")));
  }

  /// @param rows that come after those of the warm-up
  private static void sender(Path work, int rows) throws IOException, InterruptedException {
    ClusterTls tls = tls(work);
    InetSocketAddress receiver =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(),
            Integer.parseInt(Files.readString(work.resolve("port"))));
    Files.createDirectories(work.resolve("spools"));
    try (LogSender sender =
        new LogSender(
            work.resolve("spools"),
            "host",
            () -> List.of(receiver),
            tls::context,
            new Meters(),
            (_, _) -> {},
            System.err::println)) {
      sender.start();
      awaitGo();
      sender.awaitEmpty(ANSWERED);
      ready();
      awaitGo();
      if (!sender.awaitEmpty(ANSWERED)) {
        throw new IOException(rows + " rows are not with the logger in time");
      }
      ready();
      awaitGo();
    }
  }

  private static void receiver(Path work) throws IOException {
    ClusterTls tls = tls(work);
    try (LogReceiver receiver =
        new LogReceiver(
            tls::context,
            _ -> true,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            work.resolve("socket"),
            () -> {},
            new Meters(),
            System.err::println)) {
      receiver.start();
      Files.writeString(work.resolve("port"), Integer.toString(receiver.port()));
      ready();
      awaitGo();
    }
  }

  private static void logger(Path work) throws IOException {
    Meters meters = new Meters();
    LogStore store =
        LogStore.open(
            new LogStoreSettings(
                work.resolve("logs"),
                ZoneOffset.UTC,
                0,
                Compression.NONE,
                Compression.NONE,
                "",
                Duration.ZERO,
                0),
            InstantSource.system(),
            meters,
            System.err::println);
    try (LogCollector collector =
        new LogCollector(store, null, work.resolve("socket"), meters, System.err::println)) {
      collector.start();
      ready();
      awaitGo();
    }
  }
}
