package org.brood.cluster.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.brood.spool.LogFrame;
import org.brood.spool.RandomId;
import org.brood.telemetry.Meters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSenderTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final Meters meters = new Meters();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final Map<RandomId, Integer> met = new ConcurrentHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private volatile List<InetSocketAddress> loggers = List.of();
  private TestAuthority authority;
  private TestSpool spool;

  @BeforeEach
  void prepare() throws Exception {
    authority = new TestAuthority();
    spool = closing(new TestSpool(folder.resolve("spools/worker-1")));
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private <T extends AutoCloseable> T closing(T one) {
    open.add(one);
    return one;
  }

  private TestLogger logger(String name) throws Exception {
    Path at = Files.createDirectories(folder.resolve(name));
    return closing(new TestLogger(at, authority.context(name)));
  }

  private LogSender sender(SSLContext context) {
    LogSender sender =
        closing(
            new LogSender(
                folder.resolve("spools"),
                "host-1",
                () -> loggers,
                () -> context,
                meters,
                (store, address) -> met.put(store, address.getPort()),
                said::add));
    sender.start();
    return sender;
  }

  @Test
  void rowsOfAllSpoolsOfAHostArriveOnceAndInOrder() throws Exception {
    TestLogger logger = logger("logger");
    loggers = List.of(logger.address());
    TestSpool second = closing(new TestSpool(folder.resolve("spools/worker-2")));
    LogSender sender = sender(authority.context("host-1"));
    List<String> first = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      spool.row("a" + i);
      first.add("a" + i);
      second.row("b" + i);
      others.add("b" + i);
    }
    spool.flush();
    second.flush();

    assertThat(sender.awaitEmpty(LONG)).isTrue();

    List<String> rows = logger.rows();
    assertThat(rows).hasSize(10_000);
    assertThat(rows.stream().filter(row -> row.startsWith("a"))).isEqualTo(first);
    assertThat(rows.stream().filter(row -> row.startsWith("b"))).isEqualTo(others);
    assertThat(sender.waiting()).isEmpty();
  }

  @Test
  void rowsWaitUntilThereIsALogger() throws Exception {
    LogSender sender = sender(authority.context("host-1"));
    spool.row("early").flush();
    assertThat(sender.awaitEmpty(Duration.ZERO)).isFalse();

    TestLogger logger = logger("logger");
    loggers = List.of(logger.address());
    sender.wake();

    assertThat(sender.awaitEmpty(LONG)).isTrue();
    assertThat(logger.rows()).containsExactly("early");
  }

  @Test
  void nextLoggerGetsWhatIsNewAndTheOldOneOnlyWhatIsItsOwn() throws Exception {
    TestLogger second = logger("second");
    LogSender sender;
    RandomId firstId;
    int firstPort;
    try (SilentLogger silent = new SilentLogger(authority.context("first"))) {
      firstId = silent.store;
      firstPort = silent.address().getPort();
      loggers = List.of(silent.address());
      sender = sender(authority.context("host-1"));
      spool.row("sent to the first").flush();
      silent.awaitBatch();
      loggers = List.of(second.address());
      sender.wake();
    }
    spool.row("new").flush();
    while (second.rows().isEmpty()) {
      Thread.onSpinWait();
    }

    assertThat(second.rows()).containsExactly("new");
    while (!sender.waiting().equals(Map.of(firstId, 1L))) {
      Thread.onSpinWait();
    }
    assertThat(sender.awaitEmpty(Duration.ofMillis(1))).isFalse();
    assertThat(met).containsEntry(firstId, firstPort);
    assertThat(sender.connected().map(met::get)).contains(second.address().getPort());
    Map<String, Long> forgotten = sender.forget(firstId).get();

    assertThat(forgotten).containsExactly(Map.entry("test", 1L));
    assertThat(sender.awaitEmpty(LONG)).isTrue();
    assertThat(second.rows()).containsExactly("new", "sent to the first");
  }

  @Test
  void storeThatComesBackAtAnotherAddressIsVisited() throws Exception {
    LogSender sender = sender(authority.context("host-1"));
    TestLogger second = logger("second");
    TestLogger first =
        new TestLogger(
            Files.createDirectories(folder.resolve("first")), authority.context("first"));
    loggers = List.of(first.address());
    spool.row("one").flush();
    assertThat(sender.awaitEmpty(LONG)).isTrue();
    // Its disk fails: what comes now is given to it and not answered.
    Path current = folder.resolve("first/logs/current/test.log");
    Files.move(current, folder.resolve("kept"));
    Files.createDirectories(current);
    spool.row("two").flush();
    while (first.said.isEmpty()) {
      Thread.onSpinWait();
    }
    first.close();
    loggers = List.of(second.address());
    spool.row("three").flush();
    while (second.rows().isEmpty()) {
      Thread.onSpinWait();
    }
    Files.delete(current);
    Files.move(folder.resolve("kept"), current);

    TestLogger again = logger("first");
    loggers = List.of(second.address(), again.address());

    assertThat(sender.awaitEmpty(LONG)).isTrue();
    assertThat(again.rows()).containsExactly("one", "two");
    assertThat(second.rows()).containsExactly("three");
  }

  @Test
  void foreignCertificateIsRefusedAndCounted() throws Exception {
    TestLogger logger = logger("logger");
    loggers = List.of(logger.address());
    LogSender sender = sender(new TestAuthority().context("host-1"));
    spool.row("one").flush();
    while (said.isEmpty() || logger.said.isEmpty()) {
      Thread.onSpinWait();
    }

    assertThat(said.getFirst())
        .startsWith("logger at localhost")
        .endsWith("; rows wait in the spools");
    assertThat(logger.meters.value("brood_log_receiver_untrusted_total")).isPositive();
    assertThat(logger.meters.value("brood_log_receiver_connections_total")).isZero();
    assertThat(logger.rows()).isEmpty();
    assertThat(sender.awaitEmpty(Duration.ZERO)).isFalse();
  }

  @Test
  void clearTextIsRefusedAndCounted() throws Exception {
    TestLogger logger = logger("logger");
    try (Socket socket = new Socket("localhost", logger.address().getPort())) {
      LogFrame.write(socket.getOutputStream(), new LogFrame.Hello("nobody"));
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));

      socket.getInputStream().readAllBytes();
    }
    while (logger.meters.value("brood_log_receiver_untrusted_total") == 0) {
      Thread.onSpinWait();
    }
    assertThat(logger.meters.value("brood_log_receiver_connections_total")).isZero();
  }

  @Test
  void peerThatSendsGarbageAfterItsHandshakeIsCounted() throws Exception {
    TestLogger logger = logger("logger");
    try (Tls tls = Tls.connect(authority.context("host-1"), logger.address())) {
      tls.socket().getOutputStream().write(new byte[] {127, 0, 0, 0, 1});
      tls.socket().getOutputStream().flush();

      DataInputStream in = new DataInputStream(tls.socket().getInputStream());
      assertThatThrownBy(() -> LogFrame.read(in)).isInstanceOf(IOException.class);
    }
    assertThat(logger.meters.value("brood_log_receiver_malformed_total")).isEqualTo(1);
  }

  @Test
  void deadEngineOfTheLoggerIsToldToTheSender() throws Exception {
    try (LogReceiver receiver =
            new LogReceiver(
                () -> contextOf("logger"),
                _ -> true,
                new InetSocketAddress("localhost", 0),
                folder.resolve("nobody"),
                () -> {},
                new Meters(),
                _ -> {});
        Tls tls = connected(receiver)) {
      DataInputStream in = new DataInputStream(tls.socket().getInputStream());

      assertThat(LogFrame.read(in))
          .isEqualTo(new LogFrame.Refusal("the logger's engine is not there"));
    }
  }

  private Tls connected(LogReceiver receiver) throws Exception {
    receiver.start();
    return Tls.connect(
        authority.context("host-1"), new InetSocketAddress("localhost", receiver.port()));
  }

  private SSLContext contextOf(String node) {
    try {
      return authority.context(node);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /// A logger that takes batches and never answers.
  private static final class SilentLogger implements AutoCloseable {
    final RandomId store = RandomId.random();
    private final ServerSocket server = new ServerSocket(0);
    private final SSLContext context;

    SilentLogger(SSLContext context) throws IOException {
      this.context = context;
    }

    InetSocketAddress address() {
      return InetSocketAddress.createUnresolved("localhost", server.getLocalPort());
    }

    void awaitBatch() throws IOException {
      Tls tls = Tls.accept(context, server.accept());
      DataInputStream in = new DataInputStream(tls.socket().getInputStream());
      assertThat(LogFrame.read(in)).isEqualTo(new LogFrame.Hello("host-1"));
      LogFrame.write(tls.socket().getOutputStream(), new LogFrame.Welcome(store));
      assertThat(LogFrame.read(in)).isInstanceOf(LogFrame.Rows.class);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
