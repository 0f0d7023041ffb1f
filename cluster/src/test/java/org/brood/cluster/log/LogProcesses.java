package org.brood.cluster.log;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.brood.spool.LogCollector;
import org.brood.spool.LogStore;
import org.brood.telemetry.Meters;

/// The processes of [LogPathScenarioTest]; the first argument says which one this is. Each goes on
/// until it is killed; a line of its input ends it in order.
final class LogProcesses {
  private static final int ROWS = 20;

  private LogProcesses() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "worker" -> worker(Path.of(args[1]), args[2]);
      case "sender" -> sender(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
      case "receiver" -> receiver(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
      case "store" -> store(Path.of(args[1]), Path.of(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private static LinkedBlockingQueue<String> input() {
    LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
              lines.add(line);
            }
            Runtime.getRuntime().halt(3); // The test is gone.
          } catch (IOException e) {
            Runtime.getRuntime().halt(3);
          }
        });
    return lines;
  }

  /// Writes rows `NAME-0`, `NAME-1` … and tells how many are in the spool.
  private static void worker(Path folder, String name) throws Exception {
    LinkedBlockingQueue<String> input = input();
    int next = 0;
    try (TestSpool spool = new TestSpool(folder)) {
      while (input.poll(1, TimeUnit.MILLISECONDS) == null) {
        for (int i = 0; i < ROWS; i++) {
          spool.row(name + "-" + next++);
        }
        spool.flush();
        tell("safe " + next);
      }
    }
    tell("end");
  }

  /// Sends what is in the spools to the port that a file names; tells when all was answered.
  private static void sender(Path spools, Path certificate, Path port) throws Exception {
    LinkedBlockingQueue<String> input = input();
    SSLContext context = TestAuthority.read(certificate);
    try (LogSender sender =
        new LogSender(
            spools,
            "host",
            () -> addresses(port),
            () -> context,
            new Meters(),
            (_, _) -> {},
            LogProcesses::tell)) {
      sender.start();
      input.take();
      tell(sender.awaitEmpty(Duration.ofMinutes(2)) ? "empty" : "not empty");
    }
  }

  private static List<InetSocketAddress> addresses(Path port) {
    try {
      int number = Integer.parseInt(Files.readString(port));
      return List.of(InetSocketAddress.createUnresolved("localhost", number));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Takes connections at a new port, and writes it to a file.
  private static void receiver(Path certificate, Path port, Path socket) throws Exception {
    LinkedBlockingQueue<String> input = input();
    SSLContext context = TestAuthority.read(certificate);
    try (LogReceiver receiver =
        new LogReceiver(
            () -> context,
            _ -> true,
            new InetSocketAddress("localhost", 0),
            socket,
            () -> {},
            new Meters(),
            LogProcesses::tell)) {
      receiver.start();
      Path written = port.resolveSibling("port.new");
      Files.writeString(written, String.valueOf(receiver.port()));
      Files.move(
          written, port, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      tell("ready");
      input.take();
    }
  }

  private static void store(Path logs, Path socket) throws Exception {
    LinkedBlockingQueue<String> input = input();
    Meters meters = new Meters();
    LogStore store =
        LogStore.open(
            TestLogger.settings(logs), InstantSource.system(), meters, LogProcesses::tell);
    try (LogCollector collector =
        new LogCollector(store, null, socket, meters, LogProcesses::tell)) {
      collector.start();
      tell("ready");
      input.take();
    }
  }
}
