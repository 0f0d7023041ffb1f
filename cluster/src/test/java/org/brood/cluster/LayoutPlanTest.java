package org.brood.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.brood.link.NodeType;
import org.junit.jupiter.api.Test;

class LayoutPlanTest {
  private static final Set<NodeType> NODE =
      EnumSet.of(NodeType.LOGGER, NodeType.PROXY, NodeType.WORKER);

  private static HostFacts manager(int cores, String... sources) {
    return new HostFacts(
        "m",
        "mgr",
        "10.0.0.1",
        EnumSet.allOf(NodeType.class),
        false,
        List.of(sources),
        cores,
        0,
        1,
        "1");
  }

  private static HostFacts node(String id, int cores, String... sources) {
    return new HostFacts(
        id, "host-" + id, "10.0.0.2", NODE, false, List.of(sources), cores, 0, 1, "1");
  }

  private static HostFacts only(String id, NodeType role) {
    return new HostFacts(id, "host-" + id, "10.0.0.3", Set.of(role), true, List.of(), 4, 0, 1, "1");
  }

  private static List<String> places(Layout layout) {
    return layout.places().stream()
        .map(place ->
            place.node()
                + "@"
                + place.host()
                + (place.source().isEmpty() ? "" : " " + place.source() + "/" + place.group()))
        .toList();
  }

  private static Layout decide(Layout before, HostFacts... present) {
    return LayoutPlan.decide(new WantedLayout(1, List.of()), List.of(present), before);
  }

  @Test
  void aManagerAloneIsAllOfIt() {
    assertThat(places(decide(Layout.NONE, manager(4, "eth0"))))
        .containsExactly("manager@m", "logger-1@m", "proxy-1@m", "worker-1@m eth0/1");
  }

  @Test
  void aHostThatIsToLogLogs() {
    Layout alone = decide(Layout.NONE, manager(4));

    Layout with = decide(alone, manager(4), only("l", NodeType.LOGGER));

    assertThat(places(with)).contains("logger-1@l").doesNotContain("logger-1@m");
  }

  @Test
  void aHostThatIsToBeAProxyIsOne() {
    Layout alone = decide(Layout.NONE, manager(4), node("a", 8, "eth0"));
    assertThat(places(alone)).contains("proxy-1@a");

    Layout with = decide(alone, manager(4), node("a", 8, "eth0"), only("p", NodeType.PROXY));

    assertThat(places(with)).contains("proxy-1@p").doesNotContain("proxy-1@a");
  }

  @Test
  void aHostThatMayDoAllDoesNotTakeTheLogs() {
    assertThat(places(decide(Layout.NONE, manager(2), node("a", 8, "eth0"))))
        .contains("logger-1@m");
  }

  @Test
  void eachSpareCoreBecomesAWorkerWhereThereIsTraffic() {
    List<String> places =
        places(decide(Layout.NONE, manager(4), node("a", 3, "eth0"), node("b", 2)));

    assertThat(places)
        .containsExactly(
            "manager@m", "logger-1@m", "proxy-1@a", "worker-1@a eth0/2", "worker-2@a eth0/2");
  }

  @Test
  void workersShareMirroredTraffic() {
    List<String> places =
        places(decide(Layout.NONE, manager(4), node("a", 3, "udp:0.0.0.0:4789:vxlan")));

    assertThat(places)
        .contains("worker-1@a udp:0.0.0.0:4789:vxlan/2", "worker-2@a udp:0.0.0.0:4789:vxlan/2");
  }

  @Test
  void whoIsThereKeepsItsNodesWhenOthersCome() {
    Layout first = decide(Layout.NONE, manager(2), node("b", 2, "eth0"));

    Layout then = decide(first, manager(2), node("a", 16, "eth1"), node("b", 2, "eth0"));

    assertThat(places(then)).containsAll(places(first));
  }

  @Test
  void aNameIsNotGivenToAnotherHostWhileItsOwnerMayComeBack() {
    Layout first = decide(Layout.NONE, manager(2), node("a", 1, "eth0"));

    Layout away = decide(first, manager(2), node("c", 1, "eth0"));

    assertThat(places(away)).contains("worker-2@c eth0/1");
  }

  @Test
  void whoWasAwayForLongGetsItsNamesBack() {
    Layout first = decide(Layout.NONE, manager(2), node("a", 1, "eth0"), node("b", 1, "eth0"));
    Layout alone = decide(first, manager(2));

    Layout then = decide(alone, manager(2), node("b", 1, "eth0"));
    Layout all = decide(then, manager(2), node("a", 1, "eth0"), node("b", 1, "eth0"));

    assertThat(places(alone)).noneMatch(place -> place.startsWith("worker"));
    assertThat(places(then)).contains("worker-2@b eth0/1");
    assertThat(places(all)).contains("worker-1@a eth0/1", "worker-2@b eth0/1");
  }

  @Test
  void namesOfManyAbsentHostsAreNotKept() {
    Layout layout = Layout.NONE;
    for (int i = 0; i <= 1001; i++) {
      layout = decide(layout, manager(2), node("n" + i, 1, "eth0"));
    }

    assertThat(layout.owners()).hasSize(1001).containsValue("n1001");
  }

  @Test
  void aFileFixesPlacesAndLeavesOthersWaiting() {
    WantedLayout wanted =
        new WantedLayout(
            1,
            List.of(
                new WantedLayout.Fixed("manager", NodeType.MANAGER, "mgr", null, 0),
                new WantedLayout.Fixed("proxy-1", NodeType.PROXY, "host-a", null, 0),
                new WantedLayout.Fixed("w", NodeType.WORKER, "host-a", "eth9", 2),
                new WantedLayout.Fixed("worker-3", NodeType.WORKER, "absent", "eth0", 0)));

    Layout layout =
        LayoutPlan.decide(
            wanted, List.of(manager(8), node("a", 8, "eth0"), node("b", 8, "eth0")), Layout.NONE);

    assertThat(places(layout))
        .containsExactly(
            "manager@m",
            "logger-1@m",
            "proxy-1@a",
            "w-1@a eth9/2",
            "w-2@a eth9/2",
            "worker-3@ eth0/1");
    assertThat(layout.places().getLast().isMissing()).isTrue();
    assertThat(layout.of("b")).isEmpty();
  }
}
