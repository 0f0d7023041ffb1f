package org.brood.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brood.testkit.Capture;
import org.brood.testkit.TcpConversation;

/// Heap that an established connection takes while nothing is said: the difference between two runs
/// that hold few and many of them, read by `jcmd` after a collection. Each run gets its capture by
/// standard input, which stays open, so that no connection ends. They begin a millisecond apart, so
/// that most have nothing to wait for any more but their end.
public final class IdleConnections {
  private static final int FEW = 2_000;
  private static final int MANY = 102_000;
  private static final Pattern USED = Pattern.compile("(?:DefNew|Tenured).* used (\\d+)K");

  private IdleConnections() {}

  /// @param arguments Brood's folder
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("brood-bench");
    try {
      for (String scripts :
          List.of("base/protocols/conn", "base/protocols/http", "base/init-default")) {
        long few = heapBytes(Path.of(arguments[0]), work, scripts, FEW);
        long many = heapBytes(Path.of(arguments[0]), work, scripts, MANY);
        System.out.println(
            "idle connection, " + scripts + ": " + (many - few) / (MANY - FEW) + " bytes of heap");
      }
    } finally {
      try (Stream<Path> all = Files.walk(work)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static long heapBytes(Path home, Path work, String scripts, int connections)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(home.toAbsolutePath() + "/bin/zeek", "-b", "-C", "-r", "-", scripts);
    builder.directory(Files.createDirectories(work.resolve("logs")).toFile());
    builder.environment().put("BROOD_CACHE", work.resolve("cache").toString());
    builder.environment().put("BROOD_AOT", "off");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(capture(connections));
      in.flush();
      jcmd(process, "GC.run");
      jcmd(process, "GC.run");
      Matcher matcher = USED.matcher(jcmd(process, "GC.heap_info"));
      long kibibytes = 0;
      while (matcher.find()) {
        kibibytes += Long.parseLong(matcher.group(1));
      }
      return kibibytes << 10;
    } finally {
      process.waitFor();
    }
  }

  private static byte[] capture(int connections) {
    Capture capture = new Capture(Capture.ETHERNET);
    for (int i = 0; i < connections; i++) {
      String from = "10." + (i >>> 16) + "." + (i >>> 8 & 0xff) + "." + (i & 0xff);
      new TcpConversation(capture, 1_000_000L + 1_000L * i, from, 40_000, "192.0.2.1", 9_999)
          .handshake();
    }
    return capture.sort().pcap(ByteOrder.LITTLE_ENDIAN);
  }

  private static String jcmd(Process process, String command) throws IOException {
    Process asked =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/jcmd",
                String.valueOf(process.pid()),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
