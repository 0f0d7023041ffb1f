package org.brood.cluster.log;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.brood.bytes.Malformed;
import org.brood.spool.LogFrame;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// Takes the connections of senders on the logger's host, and hands what comes over to the logger's
/// engine process by its Unix socket: batches one way, answers the other.
///
/// Nothing is kept here: when one of the two connections ends, so does the other. A frame is looked
/// at before it is handed on, for what a peer sends is not to be trusted.
public final class LogReceiver implements AutoCloseable {
  /// Further connections are closed at once.
  public static final int MAX_CONNECTIONS = 1024;

  /// How many may be before the end of their handshake.
  private static final int MAX_HANDSHAKES = 64;

  /// A sender says something at least every ten seconds.
  private static final int SILENT_MILLIS = 60_000;

  private static final int BUFFER = 1 << 16;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SAY_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final ServerSocket server;
  private final Supplier<SSLContext> context;
  private final Predicate<SSLSession> allowed;
  private final Path collector;
  private final Runnable absent;
  private final Consumer<String> say;
  private final Semaphore handshakes = new Semaphore(MAX_HANDSHAKES);
  private final Set<Relay> relays = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastSaid = new AtomicLong(System.nanoTime() - SAY_NANOS);
  private final LongAdder accepted;
  private final LongAdder refused;
  private final LongAdder untrusted;
  private final LongAdder malformed;
  private volatile boolean closed;

  /// @param context whose certificate is shown and whose trust counts; asked for each connection
  /// @param allowed whether a peer with a good certificate may send logs
  /// @param bind where to listen; port 0 takes a free one
  /// @param collector the socket of the logger's engine
  /// @param absent told that a sender came and the engine was not there
  /// @param say told of what somebody should look at, at most once a minute
  /// @throws IOException if the port can't be had
  public LogReceiver(
      Supplier<SSLContext> context,
      Predicate<SSLSession> allowed,
      InetSocketAddress bind,
      Path collector,
      Runnable absent,
      Meters meters,
      Consumer<String> say)
      throws IOException {
    this.context = context;
    this.allowed = allowed;
    this.collector = collector;
    this.absent = absent;
    this.say = say;
    this.accepted =
        meters.counter("brood_log_receiver_connections_total", "Connections of senders.");
    this.refused =
        meters.counter("brood_log_receiver_refused_total", "Connections over the limit.");
    this.untrusted =
        meters.counter(
            "brood_log_receiver_untrusted_total", "Connections without a good certificate.");
    this.malformed =
        meters.counter("brood_log_receiver_malformed_total", "Connections that sent garbage.");
    meters.gauge("brood_log_receiver_connections", "Connections of senders now.", relays::size);
    this.server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(bind);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// The port that it listens on.
  public int port() {
    return server.getLocalPort();
  }

  /// Begins to take connections.
  public void start() {
    Thread.ofVirtual().name("log-receiver").start(this::accept);
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        if (relays.size() >= MAX_CONNECTIONS || handshakes.availablePermits() == 0) {
          refused.increment();
          socket.close();
          continue;
        }
        Relay relay = new Relay(socket);
        handshakes.acquireUninterruptibly(); // Only this thread takes them.
        relays.add(relay);
        Thread.ofVirtual().name("log-relay").start(relay::run);
      } catch (IOException e) {
        if (closed || server.isClosed()) {
          return;
        }
        report("can't take a connection: " + e);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void report(String what) {
    long now = System.nanoTime();
    long last = lastSaid.get();
    if (now - last >= SAY_NANOS && lastSaid.compareAndSet(last, now)) {
      say.accept(what);
    }
  }

  /// How many senders are connected.
  public int connections() {
    return relays.size();
  }

  /// Ends connections of those who may not send logs any more; to be called now and then.
  public void look() {
    for (Relay relay : relays) {
      SSLSession peer = relay.peer;
      if (peer != null && !allowed.test(peer)) {
        untrusted.increment();
        relay.end();
      }
    }
  }

  /// A sender's connection and the one to the collector.
  private final class Relay {
    private final Socket socket;
    private final SocketChannel engine;
    private volatile @Nullable SSLSession peer;

    Relay(Socket socket) throws IOException {
      this.socket = socket;
      try {
        this.engine = SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    void run() {
      try {
        relay(shaken());
      } catch (SSLException e) {
        untrusted.increment();
        report("sender at %s: %s".formatted(socket.getRemoteSocketAddress(), e.getMessage()));
      } catch (Malformed e) {
        malformed.increment();
        report("sender at %s: %s".formatted(socket.getRemoteSocketAddress(), e.reason()));
      } catch (IOException e) {
        // It ended; its sender comes again.
      } finally {
        end();
      }
    }

    private Tls shaken() throws IOException {
      try {
        Tls tls = Tls.accept(context.get(), socket);
        if (!allowed.test(tls.socket().getSession())) {
          throw new SSLException("may not send logs");
        }
        peer = tls.socket().getSession();
        accepted.increment();
        return tls;
      } finally {
        handshakes.release();
      }
    }

    private void relay(Tls tls) throws IOException {
      tls.socket().setSoTimeout(SILENT_MILLIS);
      OutputStream toSender = new BufferedOutputStream(tls.socket().getOutputStream(), BUFFER);
      try {
        engine.connect(UnixDomainSocketAddress.of(collector));
      } catch (IOException e) {
        LogFrame.write(toSender, new LogFrame.Refusal("the logger's engine is not there"));
        toSender.flush();
        absent.run();
        throw e;
      }
      Thread.ofVirtual().name("log-relay-answers").start(() -> answers(toSender));
      pump(tls.socket().getInputStream(), Channels.newOutputStream(engine));
    }

    private void answers(OutputStream toSender) {
      try {
        pump(Channels.newInputStream(engine), toSender);
      } catch (IOException | Malformed e) {
        // The other side ends with it.
      } finally {
        end();
      }
    }

    /// Hands frames on until there are no more.
    private void pump(InputStream from, OutputStream to) throws IOException {
      BufferedInputStream buffered = new BufferedInputStream(from, BUFFER);
      DataInputStream in = new DataInputStream(buffered);
      OutputStream out = new BufferedOutputStream(to, BUFFER);
      try {
        while (true) {
          LogFrame.write(out, LogFrame.read(in));
          if (buffered.available() == 0) {
            out.flush();
          }
        }
      } catch (EOFException e) {
        out.flush();
      }
    }

    void end() {
      relays.remove(this);
      try (engine;
          socket) {
        // Closes both.
      } catch (IOException e) {
        // They are closed as far as they can be.
      }
    }
  }

  /// Ends all connections. Senders keep what was not answered.
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    for (Relay relay : relays) {
      relay.end();
    }
  }
}
