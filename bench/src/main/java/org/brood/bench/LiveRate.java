package org.brood.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brood.testkit.FrameSender;

/// The highest rate that one worker with the default scripts takes from a pair of virtual
/// interfaces without a drop: `bin/zeek -i` in a network namespace that this makes, and a capture
/// that is sent by another process of the same machine, at one rate after the other until something
/// is dropped.
public final class LiveRate {
  private static final int[] RATES = {
    20_000, 40_000, 60_000, 80_000, 100_000, 120_000, 150_000, 200_000
  };
  private static final long CAPTURE_BYTES = 1_400L << 20;
  private static final int FILE_HEADER = 24;
  private static final int PACKET_HEADER = 16;
  private static final int LENGTH = 8;
  private static final ValueLayout.OfInt LITTLE =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final Pattern COUNTS =
      Pattern.compile("(\\d+) packets received on interface seen, (\\d+) \\(");
  private static final long END_SECONDS = 120;

  /// Less than this much of a rate means that it could not be sent.
  private static final double SLOW = 0.9;

  /// Where a monitor is, once it listens.
  private record Monitor(Process process, BufferedReader words) {}

  /// @param sent by the sender, in how many seconds
  private record Step(long sent, double seconds, long received, long dropped) {}

  private final Path home;
  private final Path work;
  private final Path capture;
  private final int seconds;

  private LiveRate(Path home, Path work, Path capture, int seconds) {
    this.home = home;
    this.work = work;
    this.capture = capture;
    this.seconds = seconds;
  }

  /// @param arguments Brood's folder, a capture or `-` for one that is made, seconds for each rate;
  ///   or what the sending process is told
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments[0].equals("send")) {
      send(Path.of(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      return;
    }
    Path work = Files.createTempDirectory("brood-live");
    try {
      Path capture = Path.of(arguments[1]).toAbsolutePath();
      if (arguments[1].equals("-")) {
        capture = work.resolve("bench.pcap");
        BenchCapture.write(capture, CAPTURE_BYTES);
      }
      Path home = Path.of(arguments[0]).toAbsolutePath();
      new LiveRate(home, work, capture, Integer.parseInt(arguments[2])).measure();
    } finally {
      try (Stream<Path> all = Files.walk(work)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void measure() throws IOException, InterruptedException {
    Process namespace =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--map-root-user",
                "sh",
                "-c",
                "set -e; ip link add sent mtu 65535 type veth peer name seen mtu 65535;"
                    + " for one in sent seen; do ip link set $one addrgenmode none;"
                    + " ip link set $one up; done; echo made; exec cat")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      if (namespace.getInputStream().readNBytes("made".length()).length == 0) {
        throw new IOException("no network namespace can be made here");
      }
      System.out.printf("%nOne worker on a virtual interface, %d s for each rate%n", seconds);
      step(namespace, RATES[0], 2); // what is compiled is kept
      for (int rate : RATES) {
        Step step = step(namespace, rate, seconds);
        long all = step.received + step.dropped;
        System.out.printf(
            Locale.ROOT,
            "%,9.0f packets/s: %,d received, %,d dropped (%.2f %%), %s%n",
            step.sent / step.seconds,
            step.received,
            step.dropped,
            100.0 * step.dropped / Math.max(1, all),
            all == step.sent ? "all accounted for" : "of " + step.sent + " sent");
        if (step.sent < SLOW * rate * step.seconds) {
          System.out.println("the sender gets no further on this machine");
          return;
        }
        if (step.dropped > 0) {
          return;
        }
      }
    } finally {
      namespace.destroyForcibly();
    }
  }

  private ProcessBuilder inside(Process namespace, List<String> command) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--preserve-credentials",
                "--user",
                "--net",
                "--target",
                Long.toString(namespace.pid())));
    all.addAll(command);
    return new ProcessBuilder(all);
  }

  private Step step(Process namespace, int rate, int seconds)
      throws IOException, InterruptedException {
    Monitor monitor = listen(namespace);
    try {
      Process sender =
          inside(
                  namespace,
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "--enable-native-access=ALL-UNNAMED",
                      "-XX:+UseSerialGC",
                      "-cp",
                      System.getProperty("java.class.path"),
                      LiveRate.class.getName(),
                      "send",
                      capture.toString(),
                      Integer.toString(rate),
                      Integer.toString(seconds)))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String[] said =
          new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .split(" ", -1);
      if (sender.waitFor() != 0 || said.length != 2) {
        throw new IOException("the capture could not be sent");
      }
      monitor.process.toHandle().destroy();
      String words = String.join("\n", monitor.words.lines().toList());
      Matcher counts = COUNTS.matcher(words);
      if (!monitor.process.waitFor(END_SECONDS, TimeUnit.SECONDS) || !counts.find()) {
        throw new IOException("the monitor did not end as it should: " + words);
      }
      return new Step(
          Long.parseLong(said[0]),
          Double.parseDouble(said[1]),
          Long.parseLong(counts.group(1)),
          Long.parseLong(counts.group(2)));
    } finally {
      monitor.process.destroyForcibly();
    }
  }

  private Monitor listen(Process namespace) throws IOException {
    Path logs = Files.createDirectories(work.resolve("logs"));
    ProcessBuilder builder =
        inside(namespace, List.of(home + "/bin/zeek", "-C", "-i", "af_packet::seen"))
            .directory(logs.toFile())
            .redirectErrorStream(true);
    builder.environment().put("BROOD_CACHE", work.resolve("cache").toString());
    Process process = builder.start();
    BufferedReader words =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder heard = new StringBuilder();
    for (String line = words.readLine(); line != null; line = words.readLine()) {
      heard.append(line).append('\n');
      if (line.contains("listening on")) {
        return new Monitor(process, words);
      }
    }
    throw new IOException("the monitor does not listen: " + heard);
  }

  /// Sends a capture at a rate, from its beginning again at its end. Prints how many packets were
  /// sent and in how many seconds.
  private static void send(Path capture, int rate, int seconds) throws IOException {
    try (FileChannel file = FileChannel.open(capture);
        Arena arena = Arena.ofConfined();
        FrameSender sender = FrameSender.open("sent")) {
      MemorySegment bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
      bytes.load();
      long count = (long) rate * seconds;
      double nanosEach = 1e9 / rate;
      long at = FILE_HEADER;
      long start = System.nanoTime();
      long end = start + TimeUnit.SECONDS.toNanos(seconds);
      long sent = 0;
      for (; sent < count; sent++) {
        long due = start + (long) (sent * nanosEach);
        long now = System.nanoTime();
        if (now > end) {
          break;
        }
        while (now < due) {
          Thread.onSpinWait();
          now = System.nanoTime();
        }
        if (at + PACKET_HEADER > bytes.byteSize()) {
          at = FILE_HEADER;
        }
        int length = bytes.get(LITTLE, at + LENGTH);
        sender.send(bytes, at + PACKET_HEADER, length);
        at += PACKET_HEADER + length;
      }
      System.out.printf(Locale.ROOT, "%d %.3f%n", sent, (System.nanoTime() - start) / 1e9);
    }
  }
}
