package org.brood.cluster.log;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.brood.spool.Compression;
import org.brood.spool.LogCollector;
import org.brood.spool.LogStore;
import org.brood.spool.LogStoreSettings;
import org.brood.spool.RandomId;
import org.brood.telemetry.Meters;

/// A logger for tests: receiver, collector and store in this process.
final class TestLogger implements AutoCloseable {
  final Meters meters = new Meters();
  final List<String> said = new CopyOnWriteArrayList<>();
  private final Path folder;
  private final LogStore store;
  private final LogCollector collector;
  private final LogReceiver receiver;

  TestLogger(Path folder, SSLContext context) throws IOException {
    this.folder = folder;
    store =
        LogStore.open(settings(folder.resolve("logs")), InstantSource.system(), meters, said::add);
    Path socket = folder.resolve("socket");
    collector = new LogCollector(store, null, socket, meters, said::add);
    collector.start();
    receiver =
        new LogReceiver(
            () -> context,
            session -> !session.getPeerHost().isEmpty(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            socket,
            () -> {},
            meters,
            said::add);
    receiver.start();
  }

  static LogStoreSettings settings(Path folder) {
    return new LogStoreSettings(
        folder, ZoneOffset.UTC, 0, Compression.NONE, Compression.NONE, "", Duration.ZERO, 0);
  }

  RandomId id() {
    return store.id();
  }

  InetSocketAddress address() {
    return InetSocketAddress.createUnresolved("localhost", receiver.port());
  }

  /// The rows in all files.
  List<String> rows() throws IOException {
    return rows(folder.resolve("logs"));
  }

  static List<String> rows(Path logs) throws IOException {
    try (Stream<Path> files = Files.walk(logs)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .flatMap(TestLogger::lines)
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    receiver.close();
    collector.close();
  }
}
