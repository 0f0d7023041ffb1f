package org.brood.cluster.log;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.brood.spool.FolderLock;
import org.brood.spool.RandomId;
import org.brood.spool.SpoolReader;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// Sends what the workers of a host put into their spools to the logger.
///
/// One virtual thread owns all spools. It sends to the first of the addresses that it is told, and
/// pays a visit to the others only for batches that one of them got before and did not answer. What
/// was sent and not answered is bounded; the rest waits in the spools.
public final class LogSender implements AutoCloseable {
  /// How often spools are looked at when nothing is to do.
  private static final long POLL_MILLIS = 20;

  /// How often new spools are looked for.
  private static final long SCAN_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// How often a visit is paid while batches wait for another store.
  private static final long VISIT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int MAX_SPOOLS = 1024;
  private static final int MAX_COMMANDS = 64;

  /// Told of each connection to a logger, by any thread.
  @FunctionalInterface
  public interface Met {
    /// @param store what the logger's folder is called
    void met(RandomId store, InetSocketAddress address);
  }

  private final Path spools;
  private final String node;
  private final Met met;
  private final Supplier<List<InetSocketAddress>> loggers;
  private final Supplier<SSLContext> context;
  private final Consumer<String> say;
  private final Meters meters;
  private final LongAdder failures;
  private final Map<Path, SpoolReader> readers = new TreeMap<>();
  private final BlockingQueue<Runnable> commands = new ArrayBlockingQueue<>(MAX_COMMANDS);
  private final Semaphore news = new Semaphore(0);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition roundDone = lock.newCondition();
  private final Target primary;
  private final Target visited;
  private long rounds;
  private boolean isEmpty;
  private long nextScan = System.nanoTime();
  private long nextVisit = System.nanoTime();
  private int nextOther;
  private @Nullable FolderLock spoolsLock;
  private boolean isRefused;

  /// Spools that could not be opened, of which that was said.
  private final Set<Path> unreadable = new HashSet<>();

  private @Nullable Thread thread;
  private volatile boolean closed;
  private volatile Map<RandomId, Long> waiting = Map.of();
  private volatile @Nullable RandomId connected;

  /// @param spools the folder in which each worker has a folder for its spool
  /// @param node the name of this host
  /// @param loggers addresses, looked up anew at each try: first that of the logger that gets what
  ///   is new, then others whose stores may wait for batches. Empty: everything waits.
  /// @param context whose certificate is shown and whose trust counts; asked for each connection
  /// @param met told who was connected to
  /// @param say told, once each, of what somebody should look at
  public LogSender(
      Path spools,
      String node,
      Supplier<List<InetSocketAddress>> loggers,
      Supplier<SSLContext> context,
      Meters meters,
      Met met,
      Consumer<String> say) {
    this.spools = spools;
    this.node = node;
    this.loggers = loggers;
    this.context = context;
    this.meters = meters;
    this.met = met;
    this.say = say;
    this.failures =
        meters.counter(
            "brood_log_sender_failures_total", "Connections to a logger that failed or ended.");
    LongAdder batches = meters.counter("brood_log_sender_batches_total", "Batches sent.");
    LongAdder bytes = meters.counter("brood_log_sender_bytes_total", "Bytes of batches sent.");
    this.primary = new Target(this::connect, true, batches, bytes);
    this.visited = new Target(this::connect, false, batches, bytes);
  }

  private LoggerConnection connect(InetSocketAddress address) throws IOException {
    LoggerConnection made = LoggerConnection.open(context.get(), address, node, this::wake);
    met.met(made.store(), address);
    return made;
  }

  /// Begins to send.
  public void start() {
    thread = Thread.ofVirtual().name("log-sender").start(this::run);
  }

  /// Says that something changed, such as the address of the logger. For any thread.
  public void wake() {
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  private void run() {
    try {
      while (!closed) {
        boolean worked = round(System.nanoTime());
        publish();
        if (!worked && !closed) {
          news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeAll();
    }
  }

  /// @return whether there was anything to do
  private boolean round(long now) {
    for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
      command.run();
    }
    if (now - nextScan >= 0) {
      nextScan = now + SCAN_NANOS;
      scan();
    }
    choose(now);
    boolean worked = work(primary, now);
    worked |= work(visited, now);
    boolean isConnected = primary.store() != null;
    for (SpoolReader reader : List.copyOf(readers.values())) {
      attempt(reader, isConnected ? SpoolReader::settle : SpoolReader::poll);
    }
    return worked;
  }

  // ---- spools

  /// What is done with a spool.
  @FunctionalInterface
  private interface Action {
    void run(SpoolReader reader) throws IOException;
  }

  /// Does something with a spool; one that fails is opened again later.
  private void attempt(SpoolReader reader, Action action) {
    try {
      action.run(reader);
    } catch (IOException e) {
      failed(reader, e);
    }
  }

  private void failed(SpoolReader reader, IOException e) {
    meters
        .counter("brood_log_sender_spool_failures_total", "Spools that can't be read.")
        .increment();
    if (!(e instanceof NoSuchFileException)) {
      say.accept("spool %s: %s".formatted(reader.path(), e));
    }
    forget(reader);
  }

  private void forget(SpoolReader reader) {
    readers.remove(reader.path());
    primary.forget(reader);
    visited.forget(reader);
    String name = String.valueOf(reader.path().getFileName());
    meters.remove("brood_spool_backlog_batches", "spool", name);
    meters.remove("brood_spool_backlog_bytes", "spool", name);
    meters.remove("brood_spool_lost_batches", "spool", name);
    try {
      reader.close();
    } catch (IOException e) {
      // What was answered is asked for again.
    }
  }

  private void scan() {
    for (SpoolReader reader : List.copyOf(readers.values())) {
      attempt(
          reader,
          r -> {
            if (!r.isThere()) {
              throw new NoSuchFileException(r.path().toString());
            }
          });
    }
    if (!isLocked()) {
      return;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(spools)) {
      for (Path folder : folders) {
        if (!readers.containsKey(folder)
            && readers.size() < MAX_SPOOLS
            && SpoolReader.isSpool(folder)) {
          openOrSay(folder);
        }
      }
    } catch (NoSuchFileException e) {
      // No worker yet.
    } catch (IOException e) {
      say.accept("spools %s: %s".formatted(spools, e));
    }
  }

  /// Whether the spools are this process's: an earlier one may not be quite dead.
  private boolean isLocked() {
    if (spoolsLock == null) {
      try {
        spoolsLock = FolderLock.take(spools, ".sender");
      } catch (IOException e) {
        if (!isRefused) {
          isRefused = true;
          say.accept("spools: " + e.getMessage());
        }
      }
    }
    return spoolsLock != null;
  }

  private void openOrSay(Path folder) {
    try {
      open(folder);
      unreadable.remove(folder);
    } catch (IOException e) {
      if (unreadable.size() < MAX_SPOOLS && unreadable.add(folder)) {
        say.accept("spool %s: %s".formatted(folder, e));
      }
    }
  }

  private void open(Path folder) throws IOException {
    SpoolReader reader = SpoolReader.open(folder);
    readers.put(folder, reader);
    String name = String.valueOf(folder.getFileName());
    meters.gauge(
        "brood_spool_backlog_batches",
        "Batches that no logger has answered.",
        reader::backlogBatches,
        "spool",
        name);
    meters.gauge(
        "brood_spool_backlog_bytes",
        "Bytes that no logger has answered.",
        reader::backlogBytes,
        "spool",
        name);
    meters.gauge(
        "brood_spool_lost_batches",
        "Batches that this host's disk lost.",
        reader::lostBatches,
        "spool",
        name);
  }

  // ---- loggers

  /// Decides whom to connect to.
  private void choose(long now) {
    List<InetSocketAddress> addresses = loggers.get();
    InetSocketAddress first = addresses.isEmpty() ? null : addresses.getFirst();
    InetSocketAddress current = primary.address();
    if (current != null && !current.equals(first)) {
      // What it was given stays its own: it is visited until it has answered.
      LoggerConnection left = primary.leave();
      if (left != null) {
        visited.take(left, now);
      }
    }
    if (first != null) {
      primary.aim(first, now);
    }
    if (visited.address() == null && now - nextVisit >= 0 && owesOthers()) {
      nextVisit = now + VISIT_NANOS;
      List<InetSocketAddress> others = new ArrayList<>(addresses);
      others.removeIf(address -> address.equals(first));
      if (!others.isEmpty()) {
        visited.aim(others.get(nextOther++ % others.size()), now);
      }
    }
  }

  /// Whether batches wait for a store that is not the one that is connected.
  private boolean owesOthers() {
    RandomId connected = primary.store();
    for (SpoolReader reader : readers.values()) {
      for (RandomId store : reader.waiting().keySet()) {
        if (!store.equals(connected)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean work(Target target, long now) {
    boolean worked = false;
    try {
      worked = target.work(List.copyOf(readers.values()), now);
    } catch (Target.SpoolFailure e) {
      failed(e.reader(), e.failure());
    } catch (IOException e) {
      failures.increment();
      String what = target.failed(String.valueOf(e.getMessage()), now);
      if (!what.isEmpty()) {
        say.accept(what);
      }
    }
    return worked;
  }

  // ---- asked from outside

  private void publish() {
    Map<RandomId, Long> owed = new HashMap<>();
    long batches = 0;
    for (SpoolReader reader : readers.values()) {
      reader.waiting().forEach((store, count) -> owed.merge(store, count, Long::sum));
      batches += reader.backlogBatches();
    }
    waiting = Map.copyOf(owed);
    connected = primary.store();
    lock.lock();
    try {
      rounds++;
      isEmpty = batches == 0;
      roundDone.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Batches that were sent and not answered, for each store. For any thread.
  public Map<RandomId, Long> waiting() {
    return waiting;
  }

  /// The store that gets what is new, if its logger is connected. For any thread.
  public Optional<RandomId> connected() {
    return Optional.ofNullable(connected);
  }

  /// Waits until a logger has answered everything that is in the spools now.
  ///
  /// @return whether that came about in time
  public boolean awaitEmpty(Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    boolean isAsked = commands.offer(() -> nextScan = System.nanoTime());
    wake();
    lock.lock();
    try {
      // The round that is going on may have looked before the call; spools are new after a scan.
      long enough = rounds + 2;
      while (rounds < enough || !isEmpty) {
        if (left <= 0 || !isAsked) {
          return false;
        }
        left = roundDone.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Gives up on a store that won't come back: batches that it did not answer go to another one.
  ///
  /// @return how many rows in each path may be there twice if it does come back
  public CompletableFuture<Map<String, Long>> forget(RandomId store) {
    CompletableFuture<Map<String, Long>> result = new CompletableFuture<>();
    Runnable command =
        () -> {
          Map<String, Long> rows = new TreeMap<>();
          for (SpoolReader reader : List.copyOf(readers.values())) {
            attempt(
                reader, r -> r.forget(store).rows().forEach((p, n) -> rows.merge(p, n, Long::sum)));
          }
          result.complete(rows);
        };
    if (closed || !commands.offer(command)) {
      result.completeExceptionally(new IOException("too busy, or closed"));
    }
    wake();
    return result;
  }

  /// Stops; what was not answered stays in the spools.
  @Override
  public void close() {
    closed = true;
    wake();
    primary.interrupt();
    visited.interrupt();
    Thread runs = thread;
    if (runs != null) {
      try {
        runs.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeAll() {
    primary.leaveAndClose();
    visited.leaveAndClose();
    for (SpoolReader reader : List.copyOf(readers.values())) {
      forget(reader);
    }
    FolderLock held = spoolsLock;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        // It ends with the process.
      }
    }
  }
}
