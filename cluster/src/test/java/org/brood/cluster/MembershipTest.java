package org.brood.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.CertificateRequest;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Revocations;
import org.brood.link.NodeType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hosts as members: real actor systems with mutual TLS over loopback.
class MembershipTest {
  private static final long PATIENCE_SECONDS = 90;

  @TempDir private Path folder;
  private Authority authority;
  private final Seen managerSees = new Seen();
  private Membership manager;

  /// What a host was told, as text.
  private static final class Seen implements Membership.Listener {
    final LinkedBlockingQueue<String> all = new LinkedBlockingQueue<>();

    @Override
    public void host(HostFacts facts) {
      all.add("host " + facts.id());
    }

    @Override
    public void left(String hostId) {
      all.add("left " + hostId);
    }

    @Override
    public void reachable(String hostId, boolean reachable) {}

    @Override
    public void said(HostMessage message) {
      all.add(
          message instanceof HostMessage.Event event
              ? "event " + event.topic() + " " + event.payload().length
              : message.toString());
    }

    @Override
    public void note(String text) {
      all.add("note " + text);
    }

    void await(String what) throws InterruptedException {
      awaitWithout(what);
    }

    /// Waits for one of them after the other, in whichever order they come.
    void awaitAll(String... all) throws InterruptedException {
      Set<String> missing = new HashSet<>(List.of(all));
      long end = end();
      while (!missing.isEmpty()) {
        missing.remove(next(end, missing));
      }
    }

    void awaitWithout(String what, String... unwanted) throws InterruptedException {
      long end = end();
      while (true) {
        String next = next(end, what);
        assertThat(unwanted).doesNotContain(next);
        if (next.equals(what)) {
          return;
        }
      }
    }

    private static long end() {
      return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    private String next(long end, Object awaited) throws InterruptedException {
      String next = all.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertThat(next).as("waiting for %s", awaited).isNotNull();
      return next;
    }
  }

  @BeforeEach
  void startManager() throws IOException {
    Instant now = Instant.now();
    authority = Authority.create(folder.resolve("authority"), now);
    authority.identity("m1", Identity.Kind.MANAGER, now).write(folder.resolve("m1"));
    manager = start("m1", true, managerSees);
  }

  @AfterEach
  void stopManager() {
    manager.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private Membership start(String id, boolean isManager, Seen seen) {
    return start(id, isManager, seen, MembershipTest::freePort, () -> manager.known());
  }

  private Membership start(
      String id, boolean isManager, Seen seen, Membership.Port port, Membership.Finder finder) {
    Membership made =
        new Membership(
            new Membership.Settings(
                "127.0.0.1", port, isManager, folder.resolve(id), folder.resolve("revoked")),
            new HostFacts(
                id, id, "127.0.0.1", Set.of(NodeType.WORKER), false, List.of(), 2, 0, 0, "test"),
            finder,
            seen);
    made.start();
    return made;
  }

  private void certify(String id, Authority by) throws IOException {
    CertificateRequest request = CertificateRequest.create(id);
    request
        .answered(by.issue(request.pem(), id, Identity.Kind.NODE, Instant.now()), by.rootPem())
        .write(folder.resolve(id));
  }

  @Test
  void hostsJoinTalkAndLeave() throws Exception {
    certify("n1", authority);
    Seen nodeSees = new Seen();

    try (Membership node = start("n1", false, nodeSees)) {
      managerSees.await("host n1");
      nodeSees.await("host m1");
      // Who says again who it is has no news.
      node.announce();
      manager.announce();
      node.tell("m1", new HostMessage.Event("n1", "worker-1", "zeek/test", new byte[100_000]));
      managerSees.awaitWithout("event zeek/test 100000", "host n1");
      manager.tell("n1", new HostMessage.Ask("m1", 7, List.of("status")));
      nodeSees.await("Ask[from=m1, id=7, arguments=[status]]");
    }

    managerSees.await("left n1");
  }

  @Test
  void aManagerThatComesBackIsJoinedAgain() throws Exception {
    certify("n1", authority);
    Seen nodeSees = new Seen();
    try (Membership _ = start("n1", false, nodeSees)) {
      managerSees.await("host n1");
      nodeSees.await("host m1");

      manager.close();
      manager = start("m1", true, managerSees);

      nodeSees.await("left m1");
      nodeSees.await("host m1");
      managerSees.await("host n1");
    }
  }

  @Test
  void whoIsExpelledIsGoneAndComesBack() throws Exception {
    certify("n1", authority);
    try (Membership _ = start("n1", false, new Seen())) {
      managerSees.await("host n1");

      manager.expel("n1");

      // It may be back before it is seen to leave: then it only has another address.
      managerSees.await("host n1");
    }
  }

  @Test
  void whoIsRevokedIsGoneForGood() throws Exception {
    certify("n1", authority);
    certify("n2", authority);
    try (Membership revoked = start("n1", false, new Seen());
        Membership _ = start("n2", false, new Seen())) {
      managerSees.awaitAll("host n1", "host n2");

      new Revocations(folder.resolve("revoked")).add(List.of("n1"));
      manager.expel("n1");

      managerSees.await("left n1");
      revoked.tell("m1", new HostMessage.Event("n1", "worker-1", "zeek/test", new byte[1]));
      manager.expel("n2");
      managerSees.awaitWithout("host n2", "event zeek/test 1", "host n1");
    }
  }

  @Test
  void aManagerThatTakesConnectionsAndSaysNothingHoldsNobody() throws Exception {
    certify("n1", authority);
    int port = freePort();
    try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      Membership.Known nobody =
          new Membership.Known(
              List.of("pekko://brood@127.0.0.1:" + silent.getLocalPort()), "old", Set.of());
      AtomicBoolean tried = new AtomicBoolean();
      Seen nodeSees = new Seen();

      try (Membership _ =
          start(
              "n1",
              false,
              nodeSees,
              () -> port,
              () -> tried.getAndSet(true) ? manager.known() : Optional.of(nobody))) {
        nodeSees.await("note the manager began a new cluster: joining it");
        nodeSees.await("host m1");
        managerSees.await("host n1");
      }
    }
  }

  @Test
  void aHostThatItsManagerDoesNotCountJoinsAnew() throws Exception {
    certify("n1", authority);
    Seen nodeSees = new Seen();

    try (Membership _ =
        start(
            "n1",
            false,
            nodeSees,
            MembershipTest::freePort,
            () ->
                manager
                    .known()
                    .map(now -> new Membership.Known(now.seeds(), now.incarnation(), Set.of())))) {
      managerSees.await("host n1");
      nodeSees.await("note the manager does not count this host as a member: joining anew");
      managerSees.await("host n1");
    }
  }

  @Test
  void aHostOfAnotherAuthorityNeverBecomesAMember() throws Exception {
    certify("n2", Authority.create(folder.resolve("other"), Instant.now()));
    certify("n1", authority);
    Seen foreignSees = new Seen();

    try (Membership _ = start("n2", false, foreignSees);
        Membership _ = start("n1", false, new Seen())) {
      managerSees.await("host n1");
    }

    assertThat(managerSees.all).doesNotContain("host n2");
    assertThat(foreignSees.all).doesNotContain("host m1");
  }
}
