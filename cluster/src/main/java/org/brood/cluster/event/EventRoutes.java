package org.brood.cluster.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.brood.cluster.HostFacts;
import org.brood.link.ClusterNode;

/// Which hosts are there, and which topics their nodes listen to. Any thread may ask.
public final class EventRoutes {
  private final Map<String, HostFacts> hosts = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> interests = new ConcurrentHashMap<>();
  private final Map<String, List<ClusterNode>> nodes = new ConcurrentHashMap<>();

  /// A host is there.
  public void host(HostFacts facts) {
    hosts.put(facts.id(), facts);
  }

  /// A host is there no more.
  public void left(String hostId) {
    hosts.remove(hostId);
    interests.remove(hostId);
    nodes.remove(hostId);
  }

  /// A host says which of its nodes run and what they listen to.
  public void interest(String hostId, List<ClusterNode> running, Set<String> prefixes) {
    nodes.put(hostId, running);
    interests.put(hostId, prefixes);
  }

  /// The nodes that run, of all hosts.
  public List<ClusterNode> nodes() {
    return nodes.values().stream().flatMap(List::stream).toList();
  }

  /// The hosts that want a topic.
  public List<String> interested(String topic) {
    List<String> ids = new ArrayList<>();
    interests.forEach((id, prefixes) -> {
      for (String prefix : prefixes) {
        if (topic.startsWith(prefix)) {
          ids.add(id);
          return;
        }
      }
    });
    return ids;
  }

  /// All hosts that are there.
  public List<HostFacts> hosts() {
    return List.copyOf(hosts.values());
  }

  /// A host that is there.
  public Optional<HostFacts> host(String id) {
    return Optional.ofNullable(hosts.get(id));
  }
}
