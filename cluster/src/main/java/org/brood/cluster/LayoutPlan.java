package org.brood.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.brood.link.NodeType;
import org.jspecify.annotations.Nullable;

/// The manager's decision: wanted nodes and present hosts → places.
///
/// A node stays where it is while its host is there and may be that. Names never change hands: a
/// worker that comes back to a host gets the name that it had there. Hosts that `node.cfg` names
/// are taken for what it says; all others wait as spares then.
public final class LayoutPlan {
  /// Names of workers of absent hosts that are kept for them.
  private static final int MAX_ABSENT_NAMES = 1000;

  private final WantedLayout wanted;
  private final List<HostFacts> present;
  private final Layout before;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Integer> busy = new HashMap<>();
  private final Map<String, String> owners;

  private LayoutPlan(WantedLayout wanted, List<HostFacts> present, Layout before) {
    this.wanted = wanted;
    this.present =
        present.stream()
            .sorted(Comparator.comparing(HostFacts::name).thenComparing(HostFacts::id))
            .toList();
    this.before = before;
    this.owners = new TreeMap<>(before.owners());
  }

  /// Decides.
  ///
  /// @param present hosts that are members now, the manager's own first
  /// @param before what was in force
  /// @return the places; generation and bundle are those of before
  public static Layout decide(WantedLayout wanted, List<HostFacts> present, Layout before) {
    LayoutPlan plan = new LayoutPlan(wanted, present, before);
    if (wanted.fixed().isEmpty()) {
      plan.byItself();
    } else {
      plan.asNamed();
    }
    plan.places.sort(
        Comparator.comparing(Place::role)
            .thenComparingInt(place -> place.node().length())
            .thenComparing(Place::node));
    plan.forgetSome();
    return new Layout(before.generation(), before.bundle(), plan.places, plan.present, plan.owners);
  }

  private void byItself() {
    Optional<HostFacts> manager =
        present.stream().filter(host -> host.may(NodeType.MANAGER)).findFirst();
    manager.ifPresent(host -> place("manager", NodeType.MANAGER, host, "", 1));
    loggerHost(manager.orElse(null))
        .ifPresent(host -> place("logger-1", NodeType.LOGGER, host, "", 1));
    placeProxies(manager.orElse(null));
    placeWorkers();
  }

  /// Where logs are written: on a host whose user wants that; without one, with the manager.
  private Optional<HostFacts> loggerHost(@Nullable HostFacts manager) {
    List<HostFacts> willing =
        present.stream()
            .filter(host -> host.may(NodeType.LOGGER) && host.explicit() && host != manager)
            .toList();
    Optional<HostFacts> same = willing.stream().filter(host -> wasAt("logger-1", host)).findFirst();
    return same.or(() -> willing.stream().findFirst())
        .or(() -> Optional.ofNullable(manager).filter(host -> host.may(NodeType.LOGGER)));
  }

  /// Where proxies are: on hosts whose users want that; without one, wherever is room.
  private void placeProxies(@Nullable HostFacts manager) {
    List<HostFacts> all = present.stream().filter(host -> host.may(NodeType.PROXY)).toList();
    List<HostFacts> meant =
        all.stream()
            .filter(host -> host.explicit() && !host.may(NodeType.WORKER) && host != manager)
            .toList();
    List<HostFacts> able = meant.isEmpty() ? all : meant;
    for (int i = 1; i <= wanted.proxies() && !able.isEmpty(); i++) {
      String name = "proxy-" + i;
      HostFacts host =
          able.stream()
              .filter(one -> wasAt(name, one))
              .findFirst()
              .orElseGet(() -> mostSpare(able));
      place(name, NodeType.PROXY, host, "", 1);
    }
  }

  /// The host with the most cores for each node that it has; the manager's own, which is not to
  /// work, before those that may be workers.
  private HostFacts mostSpare(List<HostFacts> able) {
    return able.stream()
        .max(
            Comparator.comparing((HostFacts host) -> host.explicit() && !host.may(NodeType.WORKER))
                .thenComparingInt(host -> host.cores() - busyOf(host)))
        .orElseThrow();
  }

  private void placeWorkers() {
    for (HostFacts host : present) {
      if (!host.may(NodeType.WORKER) || host.sources().isEmpty()) {
        continue;
      }
      int count = host.workers() > 0 ? host.workers() : Math.max(1, host.cores() - busyOf(host));
      int perSource = Math.max(1, count / host.sources().size());
      List<String> old =
          owners.entrySet().stream()
              .filter(owner -> owner.getValue().equals(host.id()))
              .map(Map.Entry::getKey)
              .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
              .toList();
      int made = 0;
      for (String source : host.sources()) {
        for (int i = 0; i < perSource; i++) {
          String name = made < old.size() ? old.get(made) : free();
          owners.put(name, host.id());
          place(name, NodeType.WORKER, host, source, perSource);
          made++;
        }
      }
    }
  }

  private String free() {
    for (int i = 1; ; i++) {
      if (!owners.containsKey("worker-" + i)) {
        return "worker-" + i;
      }
    }
  }

  /// Gives up names of absent hosts when there are too many: their folders may be gone for good.
  private void forgetSome() {
    Set<String> there = new TreeSet<>();
    present.forEach(host -> there.add(host.id()));
    List<String> absent =
        owners.entrySet().stream()
            .filter(owner -> !there.contains(owner.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    absent.stream().skip(MAX_ABSENT_NAMES).forEach(owners::remove);
  }

  private void asNamed() {
    Map<String, HostFacts> byName = new LinkedHashMap<>();
    for (WantedLayout.Fixed fixed : wanted.fixed()) {
      HostFacts host = byName.computeIfAbsent(fixed.hostName(), name -> hostOf(name, fixed.role()));
      String source = fixed.source() == null ? "" : fixed.source();
      int count = fixed.role() == NodeType.WORKER ? Math.max(1, fixed.processes()) : 1;
      for (int i = 1; i <= count; i++) {
        String name = count == 1 ? fixed.node() : fixed.node() + "-" + i;
        if (host == null) {
          places.add(new Place(name, fixed.role(), "", fixed.hostName(), source, count));
        } else {
          place(name, fixed.role(), host, source, count);
        }
      }
    }
    // node.cfg needs no logger: the manager logs then.
    if (places.stream().noneMatch(place -> place.role() == NodeType.LOGGER)) {
      places.stream()
          .filter(place -> place.role() == NodeType.MANAGER && !place.isMissing())
          .findFirst()
          .flatMap(place -> byId(place.host()))
          .ifPresent(host -> place("logger-1", NodeType.LOGGER, host, "", 1));
    }
  }

  private Optional<HostFacts> byId(String id) {
    return present.stream().filter(host -> host.id().equals(id)).findFirst();
  }

  /// The host that a file means by a name. `localhost` is the manager's own.
  private @Nullable HostFacts hostOf(String name, NodeType role) {
    boolean local = Set.of("localhost", "127.0.0.1", "::1").contains(name);
    return present.stream()
        .filter(host ->
            local || role == NodeType.MANAGER
                ? host.may(NodeType.MANAGER)
                : host.name().equals(name)
                    || host.address().equals(name)
                    || host.name().startsWith(name + "."))
        .findFirst()
        .orElse(null);
  }

  private boolean wasAt(String node, HostFacts host) {
    return before.places().stream()
        .anyMatch(place -> place.node().equals(node) && place.host().equals(host.id()));
  }

  private int busyOf(HostFacts host) {
    return busy.getOrDefault(host.id(), 0);
  }

  private void place(String node, NodeType role, HostFacts host, String source, int group) {
    places.add(new Place(node, role, host.id(), host.name(), source, group));
    busy.merge(host.id(), 1, Integer::sum);
  }
}
