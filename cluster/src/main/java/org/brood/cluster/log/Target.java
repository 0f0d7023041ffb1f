package org.brood.cluster.log;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.brood.spool.RandomId;
import org.brood.spool.SpoolReader;
import org.brood.spool.SpooledBatch;
import org.jspecify.annotations.Nullable;

/// A logger that batches go to: connects in the background, again and again with pauses that grow,
/// and sends within a window of what is not answered. Its sender's thread owns it.
final class Target {
  private static final long WINDOW_BYTES = 8 << 20;
  private static final int WINDOW_BATCHES = 2048;

  /// How much of one spool goes before the next has its turn.
  private static final long TURN_BYTES = 1 << 20;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// How long a logger that is only visited may take to answer.
  private static final long VISIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// Makes connections.
  @FunctionalInterface
  interface Connector {
    LoggerConnection connect(InetSocketAddress address) throws IOException;
  }

  /// A spool that can't be read, which is no fault of the connection.
  static final class SpoolFailure extends Exception {
    private static final long serialVersionUID = 1;
    private final transient SpoolReader reader;
    private final IOException failure;

    SpoolFailure(SpoolReader reader, IOException failure) {
      super(failure);
      this.reader = reader;
      this.failure = failure;
    }

    SpoolReader reader() {
      return reader;
    }

    IOException failure() {
      return failure;
    }
  }

  private final Connector connector;
  private final boolean withNew;
  private final LongAdder batches;
  private final LongAdder bytes;
  private final Map<SpoolReader, SpoolReader.Feed> feeds = new HashMap<>();
  private @Nullable InetSocketAddress address;
  private @Nullable CompletableFuture<LoggerConnection> opening;
  private volatile @Nullable LoggerConnection connection;
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private long notBefore;
  private long lastPing;
  private long lastAnswer;
  private boolean failing;

  /// @param withNew whether it gets batches that nobody has yet, not only those that wait for it
  Target(Connector connector, boolean withNew, LongAdder batches, LongAdder bytes) {
    this.connector = connector;
    this.withNew = withNew;
    this.batches = batches;
    this.bytes = bytes;
  }

  /// Whom it is connected to or going to be, null for nobody.
  @Nullable InetSocketAddress address() {
    return address;
  }

  /// The store that it is connected to, null for none.
  @Nullable RandomId store() {
    LoggerConnection current = connection;
    return current == null ? null : current.store();
  }

  /// Wants a connection to an address, unless there is one.
  void aim(InetSocketAddress to, long nowNanos) {
    if (address == null) {
      address = to;
      notBefore = nowNanos;
    }
    if (connection != null || opening != null || nowNanos - notBefore < 0) {
      return;
    }
    CompletableFuture<LoggerConnection> future = new CompletableFuture<>();
    opening = future;
    Thread.ofVirtual()
        .name("log-connect")
        .start(() -> {
          try {
            LoggerConnection made = connector.connect(to);
            if (!future.complete(made)) {
              made.close(); // Nobody wants it any more.
            }
          } catch (IOException | RuntimeException e) {
            future.completeExceptionally(e);
          }
        });
  }

  /// Takes over a connection that another target has left.
  void take(LoggerConnection left, long nowNanos) {
    leaveAndClose();
    address = left.address();
    start(left, nowNanos);
  }

  private void start(LoggerConnection opened, long nowNanos) {
    connection = opened;
    lastPing = nowNanos;
    lastAnswer = nowNanos;
  }

  /// Gives the connection away, if there is one, and aims at nobody.
  @Nullable LoggerConnection leave() {
    LoggerConnection left = connection;
    CompletableFuture<LoggerConnection> future = opening;
    if (future != null && !future.cancel(false) && !future.isCompletedExceptionally()) {
      future.join().close();
    }
    feeds.values().forEach(Target::close);
    feeds.clear();
    connection = null;
    opening = null;
    address = null;
    pauseNanos = FIRST_PAUSE_NANOS;
    failing = false;
    return left != null && left.isOver() ? null : left;
  }

  void leaveAndClose() {
    LoggerConnection left = leave();
    if (left != null) {
      left.close();
    }
  }

  private static void close(SpoolReader.Feed feed) {
    try {
      feed.close();
    } catch (IOException e) {
      // A file that was read.
    }
  }

  /// Ends a write that waits, by another thread.
  void interrupt() {
    LoggerConnection current = connection;
    if (current != null) {
      current.close();
    }
  }

  void forget(SpoolReader reader) {
    SpoolReader.Feed feed = feeds.remove(reader);
    if (feed != null) {
      close(feed);
    }
  }

  /// Notes that the connection failed; the next try comes after a pause.
  ///
  /// @return what to say of it, empty if that was said
  String failed(String why, long nowNanos) {
    InetSocketAddress to = address;
    LoggerConnection current = connection;
    if (current != null) {
      current.close();
    }
    feeds.values().forEach(Target::close);
    feeds.clear();
    connection = null;
    opening = null;
    notBefore = nowNanos + pauseNanos;
    pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    boolean said = failing;
    failing = true;
    if (!withNew) {
      address = null; // The next visit goes to whom it may concern by then.
    }
    return said || !withNew ? "" : "logger at %s: %s; rows wait in the spools".formatted(to, why);
  }

  /// Takes answers and sends what there is.
  ///
  /// @return whether there was anything to do
  /// @throws IOException if the connection failed
  boolean work(List<SpoolReader> readers, long nowNanos) throws IOException, SpoolFailure {
    boolean opened = opened(nowNanos);
    LoggerConnection current = connection;
    if (current == null) {
      return opened;
    }
    boolean worked =
        current.takeAnswers(
            (origin, last) -> readers.forEach(r -> r.acknowledge(current.store(), origin, last)));
    if (worked) {
      lastAnswer = nowNanos;
      pauseNanos = FIRST_PAUSE_NANOS;
      failing = false;
    }
    if (current.isOver()) {
      throw new IOException(current.why());
    }
    worked |= send(current, readers);
    if (nowNanos - lastPing > PING_NANOS) {
      lastPing = nowNanos;
      current.ping();
    }
    if (!withNew && (isDone(current, readers) || nowNanos - lastAnswer > VISIT_NANOS)) {
      leaveAndClose();
    }
    return worked || opened;
  }

  private boolean opened(long nowNanos) throws IOException {
    CompletableFuture<LoggerConnection> future = opening;
    if (future == null || !future.isDone()) {
      return false;
    }
    opening = null;
    try {
      start(future.get(), nowNanos);
      return true;
    } catch (ExecutionException e) {
      throw new IOException(LoggerConnection.reason(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean send(LoggerConnection to, List<SpoolReader> readers)
      throws IOException, SpoolFailure {
    boolean sent = false;
    for (SpoolReader reader : readers) {
      long room = Math.min(TURN_BYTES, WINDOW_BYTES - to.unansweredBytes());
      if (room <= 0 || to.unansweredBatches() >= WINDOW_BATCHES) {
        break;
      }
      for (SpooledBatch batch : taken(reader, to, room)) {
        to.send(batch);
        sent = true;
        batches.increment();
        bytes.add(batch.bytes().length);
      }
    }
    if (sent) {
      to.flush();
    }
    return sent;
  }

  private List<SpooledBatch> taken(SpoolReader reader, LoggerConnection to, long room)
      throws SpoolFailure {
    try {
      return feeds.computeIfAbsent(reader, r -> r.feed(to.store())).take(room, withNew);
    } catch (IOException e) {
      throw new SpoolFailure(reader, e);
    }
  }

  private static boolean isDone(LoggerConnection to, List<SpoolReader> readers) {
    for (SpoolReader reader : readers) {
      if (reader.waiting().containsKey(to.store())) {
        return false;
      }
    }
    return true;
  }
}
