package org.brood.cluster;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.link.ClusterNode;

/// What hosts say to each other. `from` is always the id of the host that says it.
public sealed interface HostMessage {
  /// Who says it.
  String from();

  /// What a host is: to everyone, when it joins or sees somebody join, and when it changes.
  ///
  /// @param at where its messages go to
  record Facts(String from, String at, HostFacts facts) implements HostMessage {}

  /// How a host and its nodes do: to the manager, every second.
  ///
  /// @param layout the generation that the host plays
  /// @param nodes by name
  record Report(String from, long layout, Map<String, NodeReport> nodes, Map<String, Long> counters)
      implements HostMessage {
    public Report {
      nodes = Map.copyOf(nodes);
      counters = Map.copyOf(counters);
    }
  }

  /// What is in force: from the manager to everyone.
  record Assign(String from, Layout layout) implements HostMessage {}

  /// Which nodes of a host run, and which topics they listen to: to everyone, when it changes.
  record Interest(String from, List<ClusterNode> nodes, Set<String> prefixes)
      implements HostMessage {
    public Interest {
      nodes = List.copyOf(nodes);
      prefixes = Set.copyOf(prefixes);
    }
  }

  /// An event of a script for those who listen to a topic.
  ///
  /// @param node the node that published it
  record Event(String from, String node, String topic, byte[] payload) implements HostMessage {}

  /// A question to a host about itself or one of its nodes.
  ///
  /// @param id comes back with the answer
  /// @param arguments what is asked, and about what
  record Ask(String from, long id, List<String> arguments) implements HostMessage {
    public Ask {
      arguments = List.copyOf(arguments);
    }
  }

  /// The answer.
  ///
  /// @param ok whether it could be done
  /// @param text what came out; for people if `ok` is false
  record Answer(String from, long id, boolean ok, String text) implements HostMessage {}
}
