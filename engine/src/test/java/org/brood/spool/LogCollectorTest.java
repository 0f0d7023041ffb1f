package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCollectorTest {
  private static final RandomId SPOOL = new RandomId(5, 5);

  @TempDir Path folder;
  private final Meters meters = new Meters();
  private LogStore store;
  private LogCollector collector;

  @BeforeEach
  void open() throws IOException {
    store =
        LogStore.open(
            LogStoreSettings.standard(folder.resolve("logs")),
            InstantSource.system(),
            meters,
            _ -> {});
    collector = new LogCollector(store, null, folder.resolve("socket"), meters, _ -> {});
    collector.start();
  }

  @AfterEach
  void close() throws IOException {
    collector.close();
  }

  /// One connection of a host.
  private final class Peer implements AutoCloseable {
    private final SocketChannel channel;
    private final OutputStream out;
    private final DataInputStream in;

    Peer() throws IOException {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("socket")));
      out = Channels.newOutputStream(channel);
      in = new DataInputStream(Channels.newInputStream(channel));
    }

    Peer send(LogFrame frame) throws IOException {
      LogFrame.write(out, frame);
      return this;
    }

    Peer rows(long sequence, String row) throws IOException {
      byte[] bytes = Batches.rows(row).toBytes();
      return send(
          new LogFrame.Rows(new SpooledBatch(SPOOL, sequence, SpoolRecord.checksum(bytes), bytes)));
    }

    LogFrame next() throws IOException {
      return LogFrame.read(in);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private Peer welcomed() throws IOException {
    Peer peer = new Peer().send(new LogFrame.Hello("node-1"));
    assertThat(peer.next()).isEqualTo(new LogFrame.Welcome(store.id()));
    return peer;
  }

  @Test
  void batchIsAnsweredWhenItIsInTheFile() throws IOException {
    try (Peer peer = welcomed()) {
      peer.rows(1, "one");

      assertThat(peer.next()).isEqualTo(new LogFrame.Stored(SPOOL, 1));
      assertThat(folder.resolve("logs/current/test.log")).content().endsWith("one\n");
    }
  }

  @Test
  void doubleIsAnsweredAndNotWritten() throws IOException {
    try (Peer peer = welcomed()) {
      peer.rows(1, "one");
      peer.next();
    }
    try (Peer peer = welcomed()) {
      peer.rows(1, "one");

      assertThat(peer.next()).isEqualTo(new LogFrame.Stored(SPOOL, 1));
      assertThat(folder.resolve("logs/current/test.log")).content().containsOnlyOnce("one");
    }
  }

  @Test
  void pingIsAnswered() throws IOException {
    try (Peer peer = welcomed()) {
      peer.send(new LogFrame.Ping());

      assertThat(peer.next()).isEqualTo(new LogFrame.Ping());
    }
  }

  @Test
  void garbageEndsTheConnectionAndNoOther() throws IOException {
    try (Peer other = welcomed();
        Peer peer = welcomed()) {
      byte[] bytes = {1, 2, 3};
      peer.send(new LogFrame.Rows(new SpooledBatch(SPOOL, 1, SpoolRecord.checksum(bytes), bytes)));

      assertThat(peer.next()).isInstanceOf(LogFrame.Refusal.class);
      assertThatThrownBy(peer::next).isInstanceOf(EOFException.class);
      assertThat(meters.value("brood_log_malformed_connections_total")).isEqualTo(1);
      other.rows(1, "one");
      assertThat(other.next()).isEqualTo(new LogFrame.Stored(SPOOL, 1));
    }
  }

  @Test
  void storeThatFailsEndsConnectionsAndNothingOvertakes() throws IOException {
    Path file = folder.resolve("logs/current/test.log");
    Files.createDirectories(file.resolve("in the way"));
    try (Peer peer = welcomed()) {
      // The store's first file can't be put aside, for its new place is taken by a file.
      Files.deleteIfExists(folder.resolve("logs/.rotated"));
      Files.writeString(folder.resolve("logs/.rotated"), "");
      peer.rows(1, "one");
      assertThat(peer.next()).isInstanceOf(LogFrame.Refusal.class);
      assertThatThrownBy(peer::next).isInstanceOf(EOFException.class);
    }
    Files.delete(folder.resolve("logs/.rotated"));
    Files.delete(file.resolve("in the way"));
    Files.delete(file);
    try (Peer peer = welcomed()) {
      peer.rows(1, "one").rows(2, "two");

      LogFrame answer = peer.next();
      while (!answer.equals(new LogFrame.Stored(SPOOL, 2))) {
        answer = peer.next();
      }
      assertThat(file).content().endsWith("one\ntwo\n");
    }
  }
}
