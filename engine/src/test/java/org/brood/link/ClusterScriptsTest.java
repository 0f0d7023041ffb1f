package org.brood.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.script.bif.Programs;
import org.brood.script.value.Str;
import org.brood.telemetry.Registry;
import org.junit.jupiter.api.Test;

class ClusterScriptsTest {
  private static final String PROGRAM =
      """
      module Cluster;
      export {
        global hello: event(name: string, id: string);
        global node_down: event(name: string, id: string);
        global work: event(n: count);
      }
      event Cluster::hello(name: string, id: string) { print "hello", name, id; }
      event Cluster::node_down(name: string, id: string) { print "down", name, id; }
      event Cluster::work(n: count) { print "work", n; }
      """;

  /// One node with its scripts.
  private record Node(SmallProgram program, Inbox inbox, ClusterScripts scripts) {
    static Node of(ClusterLink link) {
      SmallProgram program = SmallProgram.of(PROGRAM);
      Inbox inbox = new Inbox();
      ClusterScripts scripts =
          new ClusterScripts(program.rt(), new Events(program.rt()), link, inbox);
      program.begin();
      scripts.connect();
      return new Node(program, inbox, scripts);
    }

    boolean publish(String topic, long n) {
      return scripts.publish(topic, program.event("Cluster::work"), new Object[] {n});
    }

    double metric(String what) {
      return program.rt().service(Registry.class).families().stream()
          .filter(f -> f.name().equals("cluster_events_" + what))
          .mapToDouble(f -> f.metric(List.of()).value())
          .sum();
    }

    String printed() {
      inbox.poll(0);
      return program.printed();
    }
  }

  private static ClusterNode node(String name, NodeType type) {
    return new ClusterNode(name, type, "id-" + name, "127.0.0.1");
  }

  private static LocalCluster cluster() {
    return new LocalCluster(
        List.of(
            node("manager", NodeType.MANAGER),
            node("worker-1", NodeType.WORKER),
            node("worker-2", NodeType.WORKER)));
  }

  @Test
  void everyNodeIsToldOfEveryOther() {
    LocalCluster cluster = cluster();
    Node manager = Node.of(cluster.link(0));
    Node worker = Node.of(cluster.link(1));

    assertThat(manager.printed())
        .isEqualTo("hello, worker-1, id-worker-1\nhello, worker-2, id-worker-2\n");
    assertThat(worker.printed())
        .isEqualTo("hello, manager, id-manager\nhello, worker-2, id-worker-2\n");
  }

  @Test
  void eventsGoToThoseWhoSubscribedToAPrefixAndNotToTheSender() {
    LocalCluster cluster = cluster();
    Node manager = Node.of(cluster.link(0));
    Node one = Node.of(cluster.link(1));
    Node two = Node.of(cluster.link(2));
    List.of(manager, one, two).forEach(Node::printed);
    one.scripts.subscribe("zeek/cluster/worker");
    two.scripts.subscribe("zeek/cluster/");
    two.scripts.subscribe("zeek/cluster/worker");
    manager.scripts.subscribe("zeek/cluster/manager");

    two.publish("zeek/cluster/worker", 2);
    one.publish("zeek/cluster/worker", 1);
    assertThat(cluster.exchange()).isTrue();

    assertThat(one.printed()).isEqualTo("work, 2\n");
    assertThat(two.printed()).isEqualTo("work, 1\n");
    assertThat(manager.printed()).isEmpty();
    assertThat(cluster.exchange()).isFalse();

    two.scripts.unsubscribe("zeek/cluster/");
    one.publish("zeek/cluster/other", 3);
    cluster.exchange();
    assertThat(two.printed()).isEmpty();
  }

  @Test
  void eventsCrossInTheOrderOfTheirTime() {
    LocalCluster cluster = cluster();
    Node manager = Node.of(cluster.link(0));
    Node one = Node.of(cluster.link(1));
    Node two = Node.of(cluster.link(2));
    manager.printed();
    manager.scripts.subscribe("t");
    cluster.clock(1, one.program.rt()::networkTime);
    cluster.clock(2, two.program.rt()::networkTime);

    one.program.rt().networkTime(3);
    one.publish("t", 3);
    one.publish("t", 4);
    two.program.rt().networkTime(2);
    two.publish("t", 2);
    two.program.rt().networkTime(3);
    two.publish("t", 5);
    cluster.exchange();

    assertThat(manager.printed()).isEqualTo("work, 2\nwork, 3\nwork, 4\nwork, 5\n");
  }

  @Test
  void nodeThatCameBackIsFirstGone() {
    Node manager = Node.of(cluster().link(0));
    manager.printed();

    manager.scripts.nodeUp(new ClusterNode("worker-1", NodeType.WORKER, "new", "::1"));
    manager.scripts.nodeDown(node("worker-1", NodeType.WORKER));
    manager.scripts.nodeDown(new ClusterNode("worker-1", NodeType.WORKER, "new", "::1"));
    manager.scripts.nodeUp(node("worker-2", NodeType.WORKER));

    assertThat(manager.printed())
        .isEqualTo("down, worker-1, id-worker-1\nhello, worker-1, new\ndown, worker-1, new\n");
  }

  @Test
  void eventsThatAreTooManyAreDroppedAndCounted() throws NotSendable {
    Node worker = Node.of(cluster().link(1));
    worker.printed();
    byte[] event =
        new EventCodec(worker.program.program())
            .encode(worker.program.event("Cluster::work"), new Object[] {5L});

    for (int i = 0; i < LinkLimits.MAX_WAITING_EVENTS + 3; i++) {
      worker.scripts.delivered("t", event);
    }

    assertThat(worker.scripts.dropped()).isEqualTo(3);
    assertThat(worker.printed().lines()).hasSize(LinkLimits.MAX_WAITING_EVENTS);
    worker.scripts.delivered("t", event);
    assertThat(worker.printed()).isEqualTo("work, 5\n");
    assertThat(worker.scripts.received()).isEqualTo(LinkLimits.MAX_WAITING_EVENTS + 1);
    assertThat(worker.metric("dropped")).isEqualTo(3);
    assertThat(worker.metric("received")).isEqualTo(LinkLimits.MAX_WAITING_EVENTS + 1);
  }

  @Test
  void bytesThatAreTooManyAreDroppedAndCounted() {
    Node worker = Node.of(cluster().link(1));
    byte[] large = new byte[LinkLimits.MAX_EVENT_BYTES];
    long fit = LinkLimits.MAX_WAITING_BYTES / large.length;

    for (int i = 0; i < fit + 1; i++) {
      worker.scripts.delivered("t", large);
    }

    assertThat(worker.scripts.dropped()).isEqualTo(1);
  }

  @Test
  void unreadableEventsAreCountedAndToldOnce() {
    Node worker = Node.of(cluster().link(1));

    worker.scripts.delivered("t", new byte[] {9});
    worker.scripts.delivered("t", new byte[0]);
    worker.printed();

    assertThat(worker.scripts.malformed()).isEqualTo(2);
    assertThat(worker.program.messages()).hasSize(1);
  }

  @Test
  void topicsHaveABound() {
    Node worker = Node.of(cluster().link(1));
    String longest = "t".repeat(LinkLimits.MAX_TOPIC_BYTES);

    assertThat(worker.publish(longest, 1)).isTrue();
    assertThat(worker.publish(longest + "t", 1)).isFalse();
    assertThat(worker.scripts.subscribe(longest)).isTrue();
    assertThat(worker.scripts.subscribe(longest + "t")).isFalse();
    assertThat(worker.scripts.unsubscribe(longest + "t")).isFalse();
  }

  @Test
  void whatANodePublishesBeforeTheExchangeHasABound() {
    LocalCluster cluster = cluster();
    Node one = Node.of(cluster.link(1));

    for (int i = 0; i < LocalCluster.MAX_OUT_EVENTS + 2; i++) {
      one.publish("t", i);
    }

    assertThat(cluster.dropped(1)).isEqualTo(2);
  }

  @Test
  void scriptsLearnTheirNameFromTheEnvironment() {
    Node worker = Node.of(cluster().link(2));

    assertThat(Programs.getenv(worker.program.rt(), Str.of("CLUSTER_NODE")))
        .hasToString("worker-2");
    assertThat(worker.scripts.id()).isEqualTo("id-worker-2");
  }
}
