package org.brood.spool;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.brood.bytes.Malformed;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The logger's engine process: takes batches from its host over a Unix socket, lets a [LogStore]
/// write them, and answers when they are on the disk.
///
/// A virtual thread reads each connection, another one answers; one platform thread owns the store
/// and commits whatever came while it was busy. What waits for it is bounded in number and in
/// bytes; beyond that connections are not read. When the store fails, all connections end, so that
/// senders begin again with what was not answered: nothing may overtake a batch that failed.
public final class LogCollector implements AutoCloseable {
  /// Further connections are closed at once.
  static final int MAX_CONNECTIONS = 1024;

  private static final int MAX_WAITING = 1024;
  private static final int MAX_WAITING_KB = 16 << 10;
  private static final int KB = 1024;

  /// The store commits at the latest when it has that many bytes of rows.
  private static final long COMMIT_BYTES = 8 << 20;

  private static final int MAX_ORIGINS = 4096;
  private static final int BUFFER = 1 << 16;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long TICK_MILLIS = 500;
  private static final long RETRY_MILLIS = 500;

  private final LogStore store;
  private volatile RandomId storeId;
  private final @Nullable LogArchive archive;
  private final Path socket;
  private final Consumer<String> say;
  private final LongAdder refused;
  private final LongAdder malformed;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Semaphore waitingKb = new Semaphore(MAX_WAITING_KB);
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ServerSocketChannel server;
  private final Semaphore archiveWork = new Semaphore(1);
  private final Semaphore closing = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closed;

  private record Waiting(Connection from, SpooledBatch spooled, LogBatch batch, int kilobytes) {}

  /// @param archive puts away files that turned; null if another process does
  /// @param socket where the host connects; a file that lies there is replaced
  /// @throws IOException if the socket can't be made
  public LogCollector(
      LogStore store,
      @Nullable LogArchive archive,
      Path socket,
      Meters meters,
      Consumer<String> say)
      throws IOException {
    this.store = store;
    this.storeId = store.id();
    this.archive = archive;
    this.socket = socket;
    this.say = say;
    this.refused =
        meters.counter("brood_log_refused_connections_total", "Connections over the limit.");
    this.malformed =
        meters.counter("brood_log_malformed_connections_total", "Connections that sent garbage.");
    meters.gauge("brood_log_connections", "Connections of senders.", connections::size);
    meters.gauge("brood_log_waiting_batches", "Batches that wait for the store.", waiting::size);
    meters.gauge(
        "brood_log_waiting_bytes",
        "Bytes that wait for the store.",
        () -> (long) (MAX_WAITING_KB - waitingKb.availablePermits()) * KB);
    Files.deleteIfExists(socket);
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// Begins to work.
  public void start() {
    threads.add(Thread.ofPlatform().name("log-store").start(this::write));
    if (archive != null) {
      threads.add(Thread.ofPlatform().name("log-archive").daemon().start(this::putAway));
    }
    Thread.ofVirtual().name("log-accept").start(this::accept);
  }

  private void accept() {
    boolean failing = false;
    while (!closed) {
      try {
        SocketChannel channel = server.accept();
        if (connections.size() >= MAX_CONNECTIONS) {
          refused.increment();
          channel.close();
          continue;
        }
        Connection connection = new Connection(channel);
        connections.add(connection);
        Thread.ofVirtual().name("log-read").start(connection::read);
        Thread.ofVirtual().name("log-answer").start(connection::answer);
      } catch (IOException e) {
        if (closed || !server.isOpen()) {
          return;
        }
        if (!failing) {
          failing = true;
          say.accept("logger's socket: " + e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  // ---- the store's thread

  private void write() {
    long lastTick = System.nanoTime();
    try {
      while (!closed) {
        Waiting first = waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
        boolean works = first == null || commit(first);
        long now = System.nanoTime();
        if (works && now - lastTick >= TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)) {
          lastTick = now;
          works = tick();
        }
        if (!works) {
          closing.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether the store works
  private boolean tick() {
    try {
      if (store.tick()) {
        archiveWork.release();
      }
      return true;
    } catch (IOException e) {
      endAll(e);
      return false;
    }
  }

  private boolean commit(Waiting first) {
    List<Waiting> taken = new ArrayList<>();
    taken.add(first);
    Map<Connection, Map<RandomId, Long>> answers = new LinkedHashMap<>();
    try {
      for (Waiting next = first; next != null; next = more(taken)) {
        if (!next.from().isOpen()) {
          continue; // What follows it can't be there either.
        }
        SpooledBatch spooled = next.spooled();
        store.append(spooled.origin(), spooled.sequence(), next.batch());
        answers
            .computeIfAbsent(next.from(), _ -> new LinkedHashMap<>())
            .put(spooled.origin(), spooled.sequence());
      }
      store.commit();
    } catch (IOException | RuntimeException e) {
      endAll(e);
      return false;
    } finally {
      int kilobytes = 0;
      for (Waiting one : taken) {
        kilobytes += one.kilobytes();
      }
      waitingKb.release(kilobytes);
    }
    storeId = store.id();
    answers.forEach(Connection::stored);
    return true;
  }

  private @Nullable Waiting more(List<Waiting> taken) {
    Waiting next = store.pendingBytes() < COMMIT_BYTES ? waiting.poll() : null;
    if (next != null) {
      taken.add(next);
    }
    return next;
  }

  /// Ends all connections. Batches of theirs that still wait are passed over.
  private void endAll(Exception why) {
    for (Connection connection : connections) {
      connection.refuse(String.valueOf(why.getMessage()));
    }
  }

  // ---- the archive's thread

  private void putAway() {
    LogArchive work = java.util.Objects.requireNonNull(archive);
    try {
      while (!closed) {
        // Once a minute too: retention goes by the clock, and what failed is tried again.
        archiveWork.tryAcquire(1, TimeUnit.MINUTES);
        archiveWork.drainPermits();
        work.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- connections

  private final class Connection {
    private final SocketChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<RandomId, Long> unanswered = new LinkedHashMap<>();
    private final Set<RandomId> origins = ConcurrentHashMap.newKeySet();
    private boolean pinged;
    private boolean welcome;
    private @Nullable String refusal;
    private volatile boolean over;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    boolean isOpen() {
      return !over;
    }

    void read() {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), BUFFER));
      try {
        if (!(LogFrame.read(in) instanceof LogFrame.Hello)) {
          throw new Malformed("a sender begins with its name");
        }
        tell(() -> welcome = true);
        while (!over) {
          switch (LogFrame.read(in)) {
            case LogFrame.Rows(SpooledBatch spooled) -> take(spooled);
            case LogFrame.Ping _ -> tell(() -> pinged = true);
            case LogFrame.Hello _, LogFrame.Welcome _, LogFrame.Stored _, LogFrame.Refusal _ ->
                throw new Malformed("a sender sends batches");
          }
        }
      } catch (Malformed e) {
        malformed.increment();
        refuse(e.reason());
      } catch (IOException e) {
        end();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        end();
      }
    }

    private void take(SpooledBatch spooled) throws InterruptedException {
      if (origins.add(spooled.origin()) && origins.size() > MAX_ORIGINS) {
        throw new Malformed("too many spools");
      }
      int kilobytes = 1 + spooled.bytes().length / KB;
      waitingKb.acquire(kilobytes);
      boolean isPut = false;
      try {
        waiting.put(new Waiting(this, spooled, LogBatch.parse(spooled.bytes()), kilobytes));
        isPut = true;
      } finally {
        if (!isPut) {
          waitingKb.release(kilobytes);
        }
      }
    }

    void stored(Map<RandomId, Long> answers) {
      tell(() -> unanswered.putAll(answers));
    }

    /// Lets the answering thread say why, and ends.
    void refuse(String why) {
      over = true;
      connections.remove(this);
      tell(() -> refusal = why);
    }

    private void tell(Runnable change) {
      lock.lock();
      try {
        change.run();
        changed.signal();
      } finally {
        lock.unlock();
      }
    }

    void answer() {
      try (OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER)) {
        boolean goOn = true;
        while (goOn) {
          List<LogFrame> frames = nextFrames();
          for (LogFrame frame : frames) {
            LogFrame.write(out, frame);
            goOn &= !(frame instanceof LogFrame.Refusal);
          }
          out.flush();
          goOn &= !frames.isEmpty();
        }
      } catch (IOException e) {
        // The host is gone; it comes again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        end();
      }
    }

    /// Waits for something to say; nothing once the connection is over.
    private List<LogFrame> nextFrames() throws InterruptedException {
      List<LogFrame> frames = new ArrayList<>();
      lock.lock();
      try {
        while (!over && !welcome && !pinged && unanswered.isEmpty()) {
          changed.await();
        }
        if (welcome) {
          frames.add(new LogFrame.Welcome(storeId));
          welcome = false;
        }
        unanswered.forEach((origin, last) -> frames.add(new LogFrame.Stored(origin, last)));
        unanswered.clear();
        if (pinged) {
          frames.add(new LogFrame.Ping());
          pinged = false;
        }
        String why = refusal;
        if (why != null) {
          frames.add(new LogFrame.Refusal(why));
        }
      } finally {
        lock.unlock();
      }
      return frames;
    }

    void end() {
      over = true;
      connections.remove(this);
      tell(() -> {});
      try {
        channel.close();
      } catch (IOException e) {
        // It is closed as far as it can be.
      }
    }
  }

  /// Stops to take batches, and closes the store when what it has is written. Senders keep what was
  /// not answered.
  @Override
  public void close() throws IOException {
    closed = true;
    closing.release();
    server.close();
    for (Connection connection : connections) {
      connection.end();
    }
    archiveWork.release();
    for (Thread thread : threads) {
      try {
        if (!thread.isDaemon()) {
          thread.join();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    store.close();
    Files.deleteIfExists(socket);
  }
}
