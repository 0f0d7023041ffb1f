package org.brood.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.brood.bif.ClusterAccess;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.junit.jupiter.api.Test;

class PeeringTest {
  private static final String HERE = "127.0.0.1";

  private static String code(String name) {
    return """
    module Cluster;
    export {
      global node = "%s";
      global own_id = "id-%s";
      global work: event(n: count);
    }
    module Broker;
    export {
      type NetworkInfo: record { address: string; bound_port: port; };
      type EndpointInfo: record { id: string; network: NetworkInfo &optional; };
      global peer_added: event(endpoint: EndpointInfo, msg: string);
      global peer_lost: event(endpoint: EndpointInfo, msg: string);
      global peer_removed: event(endpoint: EndpointInfo, msg: string);
    }
    event Broker::peer_added(endpoint: EndpointInfo, msg: string) { print "added", endpoint$id; }
    event Broker::peer_lost(endpoint: EndpointInfo, msg: string) { print "lost", endpoint$id; }
    event Broker::peer_removed(endpoint: EndpointInfo, msg: string) { print "removed", endpoint$id; }
    event Cluster::work(n: count) { print "work", n; }
    """
        .formatted(name, name);
  }

  /// One process with its scripts.
  private record Node(SmallProgram program, Inbox inbox, Peering peering) implements AutoCloseable {
    static Node of(String name) {
      SmallProgram program = SmallProgram.of(code(name)).begin();
      Inbox inbox = new Inbox();
      return new Node(program, inbox, new Peering(program.rt(), new Events(program.rt()), inbox));
    }

    ClusterAccess scripts() {
      return program.rt().service(ClusterAccess.class);
    }

    void publish(String topic, long n) {
      scripts().publish(topic, program.event("Cluster::work"), new Object[] {n});
    }

    /// What is printed until the text is there; all that was printed if it never comes.
    String await(String text) {
      StringBuilder seen = new StringBuilder();
      for (int waits = 0; waits < 100 && !seen.toString().contains(text); waits++) {
        inbox.await(100);
        seen.append(program.printed());
      }
      return seen.toString();
    }

    @Override
    public void close() {
      peering.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void whatIsPublishedComesToThoseWhoSubscribed() throws Exception {
    int port = freePort();
    try (Node a = Node.of("a");
        Node b = Node.of("b")) {
      assertThat(a.peering().listen("", port)).isTrue();
      a.scripts().subscribe("zeek/a/");
      assertThat(b.peering().listen(HERE, freePort())).isTrue();
      b.scripts().subscribe("zeek/b/");
      assertThat(b.peering().connect(HERE, port, 0)).isTrue();
      assertThat(a.await("added")).isEqualTo("added, id-b\n");
      assertThat(b.await("added")).isEqualTo("added, id-a\n");

      a.publish("zeek/a/x", 1);
      a.publish("zeek/b/x", 2);
      b.publish("zeek/none/", 3);
      b.publish("zeek/a/x", 4);

      assertThat(b.await("work")).isEqualTo("work, 2\n");
      assertThat(a.await("work")).isEqualTo("work, 4\n");
    }
  }

  @Test
  void whoWaitsForTheOtherConnectsOnceItListens() throws Exception {
    int port = freePort();
    try (Node a = Node.of("a");
        Node b = Node.of("b")) {
      b.peering().connect(HERE, port, 0.05);
      assertThat(b.peering().isActive()).isTrue();
      assertThat(b.program().printed()).isEmpty();

      a.peering().listen(HERE, port);

      assertThat(b.await("added")).isEqualTo("added, id-a\n");
    }
  }

  @Test
  void theLastWordsOfAProcessComeBeforeItsEnd() throws Exception {
    int port = freePort();
    try (Node a = Node.of("a")) {
      a.peering().listen(HERE, port);
      a.scripts().subscribe("zeek/a/");
      try (Node b = Node.of("b")) {
        b.peering().connect(HERE, port, 1);
        assertThat(a.await("added")).isEqualTo("added, id-b\n");
        assertThat(b.await("added")).isEqualTo("added, id-a\n");
        for (long n = 1; n <= 3; n++) {
          b.publish("zeek/a/", n);
        }
      }

      assertThat(a.await("lost")).isEqualTo("work, 1\nwork, 2\nwork, 3\nlost, id-b\n");
    }
  }

  @Test
  void whoLeavesOnPurposeIsToldSo() throws Exception {
    int port = freePort();
    try (Node a = Node.of("a");
        Node b = Node.of("b")) {
      a.peering().listen(HERE, port);
      b.peering().connect(HERE, port, 1);
      b.await("added");

      assertThat(b.peering().disconnect(HERE, port)).isTrue();

      assertThat(b.await("removed")).isEqualTo("removed, id-a\n");
      assertThat(a.await("lost")).isEqualTo("added, id-b\nlost, id-b\n");
      assertThat(b.peering().disconnect(HERE, port)).isFalse();
    }
  }

  @Test
  void otherAddressesThanThisMachinesOwnAreRefused() {
    try (Node a = Node.of("a")) {
      assertThat(a.peering().listen("0.0.0.0", 47001)).isFalse();
      assertThat(a.peering().connect("192.0.2.1", 47001, 1)).isFalse();
      assertThat(a.peering().connect("manager.example", 47001, 1)).isFalse();

      assertThat(a.program().messages())
          .containsExactly(
              "will not listen on 0.0.0.0: without certificates, nodes talk only on one machine, by"
                  + " its loopback interface",
              "will not connect to 192.0.2.1: without certificates, nodes talk only on one machine,"
                  + " by its loopback interface",
              "not an address: manager.example");
      assertThat(a.peering().isActive()).isFalse();
    }
  }

  @Test
  void aPortThatIsTakenIsSaidSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Node a = Node.of("a")) {
      assertThat(a.peering().listen(HERE, taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void whoSpeaksNonsenseIsNobody() throws Exception {
    int port = freePort();
    try (Node a = Node.of("a");
        Node b = Node.of("b")) {
      a.peering().listen(HERE, port);
      try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), port)) {
        stranger.getOutputStream().write(new byte[] {0, 0, 0, 2, 99, 99});
        stranger.setSoTimeout(10_000);

        stranger.getInputStream().readAllBytes(); // to its end: nobody stays with a stranger
      }

      b.peering().connect(HERE, port, 0);
      assertThat(a.await("added")).isEqualTo("added, id-b\n");
    }
  }
}
