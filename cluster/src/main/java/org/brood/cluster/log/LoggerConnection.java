package org.brood.cluster.log;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.brood.bytes.Malformed;
import org.brood.spool.LogFrame;
import org.brood.spool.RandomId;
import org.brood.spool.SpooledBatch;
import org.jspecify.annotations.Nullable;

/// One connection to a logger, as a sender has it: the sender's thread writes batches, a virtual
/// thread reads answers.
final class LoggerConnection implements AutoCloseable {
  /// How long nothing may come from a logger, which answers pings, before it counts as gone.
  private static final int SILENT_MILLIS = 60_000;

  private static final int BUFFER = 1 << 16;

  private final InetSocketAddress address;
  private final Tls tls;
  private final DataInputStream in;
  private final OutputStream out;
  private final RandomId store;
  private final Runnable changed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RandomId, Long> answers = new HashMap<>();
  private final Map<RandomId, ArrayDeque<Unanswered>> unanswered = new LinkedHashMap<>();
  private long unansweredBytes;
  private int unansweredBatches;
  private String why = "";
  private volatile boolean over;
  private volatile long lastHeardNanos = System.nanoTime();

  private record Unanswered(long sequence, int bytes) {}

  private LoggerConnection(InetSocketAddress address, Tls tls, String node, Runnable changed)
      throws IOException {
    this.address = address;
    this.tls = tls;
    this.changed = changed;
    this.in = new DataInputStream(new BufferedInputStream(tls.socket().getInputStream(), BUFFER));
    this.out = new BufferedOutputStream(tls.socket().getOutputStream(), BUFFER);
    LogFrame.write(out, new LogFrame.Hello(node));
    out.flush();
    this.store =
        switch (LogFrame.read(in)) {
          case LogFrame.Welcome(RandomId id) -> id;
          case LogFrame.Refusal(String reason) -> throw new IOException("refused: " + reason);
          case LogFrame.Hello _, LogFrame.Rows _, LogFrame.Stored _, LogFrame.Ping _ ->
              throw new IOException("a logger begins with its welcome");
        };
    tls.socket().setSoTimeout(SILENT_MILLIS);
  }

  /// Connects to a logger and waits for its welcome.
  ///
  /// @param node the name of this host
  /// @param changed called by another thread when there is news
  static LoggerConnection open(
      SSLContext context, InetSocketAddress address, String node, Runnable changed)
      throws IOException {
    Tls tls = Tls.connect(context, address);
    try {
      LoggerConnection made = new LoggerConnection(address, tls, node, changed);
      Thread.ofVirtual().name("log-answers").start(made::read);
      return made;
    } catch (Malformed e) {
      tls.close();
      throw new IOException(e.reason(), e);
    } catch (IOException | RuntimeException e) {
      tls.close();
      throw e;
    }
  }

  private void read() {
    try {
      while (!over) {
        LogFrame frame = LogFrame.read(in);
        lastHeardNanos = System.nanoTime();
        switch (frame) {
          case LogFrame.Stored(RandomId origin, long sequence) -> answered(origin, sequence);
          case LogFrame.Refusal(String reason) -> throw new IOException(reason);
          case LogFrame.Ping _ -> {}
          case LogFrame.Hello _, LogFrame.Welcome _, LogFrame.Rows _ ->
              throw new Malformed("a logger sends answers");
        }
      }
    } catch (Malformed e) {
      end(e.reason());
    } catch (IOException e) {
      end(reason(e));
    }
  }

  /// What is said of a connection that failed.
  static String reason(@Nullable Throwable failure) {
    String text = failure == null ? null : failure.getMessage();
    return text == null ? "the connection ended" : text;
  }

  private void answered(RandomId origin, long sequence) {
    lock.lock();
    try {
      if (!unanswered.containsKey(origin)) {
        throw new Malformed("answer for a spool that nothing was sent of");
      }
      answers.merge(origin, sequence, Math::max);
    } finally {
      lock.unlock();
    }
    changed.run();
  }

  private void end(String reason) {
    lock.lock();
    try {
      if (!over) {
        over = true;
        why = reason;
      }
    } finally {
      lock.unlock();
    }
    tls.close();
    changed.run();
  }

  InetSocketAddress address() {
    return address;
  }

  /// The store behind this connection.
  RandomId store() {
    return store;
  }

  boolean isOver() {
    return over;
  }

  /// Why it is over.
  String why() {
    lock.lock();
    try {
      return why;
    } finally {
      lock.unlock();
    }
  }

  long silentNanos(long nowNanos) {
    return nowNanos - lastHeardNanos;
  }

  long unansweredBytes() {
    return unansweredBytes;
  }

  int unansweredBatches() {
    return unansweredBatches;
  }

  /// Writes a batch, without flushing.
  void send(SpooledBatch batch) throws IOException {
    lock.lock();
    try {
      unanswered
          .computeIfAbsent(batch.origin(), _ -> new ArrayDeque<>())
          .addLast(new Unanswered(batch.sequence(), batch.bytes().length));
    } finally {
      lock.unlock();
    }
    unansweredBytes += batch.bytes().length;
    unansweredBatches++;
    LogFrame.write(out, new LogFrame.Rows(batch));
  }

  void flush() throws IOException {
    out.flush();
  }

  void ping() throws IOException {
    LogFrame.write(out, new LogFrame.Ping());
    out.flush();
  }

  /// Gives the answers that came since the last time.
  ///
  /// @param taker given each origin and its highest number; only such that were sent
  /// @return whether any came
  boolean takeAnswers(BiConsumer<RandomId, Long> taker) {
    Map<RandomId, Long> came;
    lock.lock();
    try {
      came = Map.copyOf(answers);
      answers.clear();
    } finally {
      lock.unlock();
    }
    boolean any = false;
    for (Map.Entry<RandomId, Long> answer : came.entrySet()) {
      Unanswered last = removeUpTo(answer.getKey(), answer.getValue());
      if (last != null) {
        any = true;
        taker.accept(answer.getKey(), last.sequence());
      }
    }
    return any;
  }

  private @Nullable Unanswered removeUpTo(RandomId origin, long sequence) {
    Unanswered last = null;
    lock.lock();
    try {
      ArrayDeque<Unanswered> sent = unanswered.get(origin);
      while (sent != null && !sent.isEmpty() && sent.getFirst().sequence() <= sequence) {
        last = sent.removeFirst();
        unansweredBytes -= last.bytes();
        unansweredBatches--;
      }
    } finally {
      lock.unlock();
    }
    return last;
  }

  @Override
  public void close() {
    end("closed");
  }
}
