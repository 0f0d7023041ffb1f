package org.brood.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.CertificateRequest;
import org.brood.cluster.trust.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts as processes of their own, which are killed with SIGKILL, and frozen.
class MembershipScenarioTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path folder;
  private final List<Host> started = new ArrayList<>();
  private int managerPort;
  private int nodePort;
  private int otherPort;

  /// A process and what it has told.
  private record Host(Process process, LinkedBlockingQueue<String> lines) {
    /// Waits for all of these, in whichever order they come.
    void await(String... all) throws InterruptedException {
      Set<String> missing = new HashSet<>(List.of(all));
      List<String> seen = new ArrayList<>();
      while (!missing.isEmpty()) {
        String next = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("waiting for %s after %s", missing, seen).isNotNull();
        seen.add(next);
        missing.remove(next);
      }
    }

    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      assertThat(code).isZero();
    }
  }

  @BeforeEach
  void certify() throws IOException {
    Instant now = Instant.now();
    Authority authority = Authority.create(folder.resolve("authority"), now);
    authority.identity("m1", Identity.Kind.MANAGER, now).write(folder.resolve("m1"));
    for (String id : List.of("n1", "n2")) {
      CertificateRequest request = CertificateRequest.create(id);
      request
          .answered(
              authority.issue(request.pem(), id, Identity.Kind.NODE, now), authority.rootPem())
          .write(folder.resolve(id));
    }
    managerPort = freePort();
    nodePort = freePort();
    otherPort = freePort();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Host host : started) {
      host.kill();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private Host start(String id, String kind, int port) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-exports",
                "java.base/jdk.internal.misc=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                MemberProcess.class.getName(),
                id,
                kind,
                Integer.toString(port),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Host host = new Host(process, new LinkedBlockingQueue<>());
    started.add(host);
    Thread.ofPlatform().daemon().start(() -> read(host));
    return host;
  }

  private static void read(Host host) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(host.process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(host.lines::add);
    } catch (IOException | UncheckedIOException e) {
      host.lines.add("ended");
    }
  }

  private Host startManager() throws IOException {
    return start("m1", "manager", managerPort);
  }

  private Host startNode() throws IOException {
    return start("n1", "host", nodePort);
  }

  @Test
  void aHostThatIsKilledJustBeforeItsManagerComesBack() throws Exception {
    Host manager = startManager();
    Host node = startNode();
    Host other = start("n2", "host", otherPort);
    manager.await("host n1", "host n2");
    other.await("host m1", "host n1");

    node.kill();
    Host again = startNode();
    again.await("host m1");
    manager.kill();
    Host next = startManager();

    next.await("host n1", "host n2");
    again.await("host m1", "host n2");
    other.await("left m1", "host n1");
  }

  @Test
  void aHostThatIsFrozenUntilItIsOutComesBack() throws Exception {
    Host manager = startManager();
    Host node = startNode();
    manager.await("host n1");

    node.signal("STOP");
    manager.await("unreachable n1");
    manager.await("left n1");
    node.signal("CONT");

    manager.await("host n1");
  }

  @Test
  void hostsOutliveAManagerThatIsFrozenWhileTheyComeBackToIt() throws Exception {
    Host manager = startManager();
    Host node = startNode();
    manager.await("host n1");
    node.await("host m1");

    manager.kill();
    Host next = startManager();
    node.await("note the manager began a new cluster: joining it");
    next.signal("STOP");
    node.await("left m1");
    next.signal("CONT");

    next.await("host n1");
  }
}
