package org.brood.link;

import java.util.List;
import java.util.Map;

/// What an engine process and the host process that guards it say to each other.
public sealed interface LinkMessage {

  /// The first word of an engine.
  ///
  /// @param node the node that it plays
  /// @param pid its process
  record Hello(ClusterNode node, long pid) implements LinkMessage {}

  /// From an engine: `zeek_init` is over, and packets are read if it reads some.
  record Ready() implements LinkMessage {}

  /// An event of a script: from an engine to those who listen to the topic, and from the host to an
  /// engine that does.
  ///
  /// @param node the node that published it
  record Event(String node, String topic, byte[] payload) implements LinkMessage {}

  /// From an engine: it wants the topics that begin so.
  record Subscribe(String prefix) implements LinkMessage {}

  /// From an engine: no more.
  record Unsubscribe(String prefix) implements LinkMessage {}

  /// To an engine: all other nodes that are there now.
  record Nodes(List<ClusterNode> nodes) implements LinkMessage {
    public Nodes {
      nodes = List.copyOf(nodes);
    }
  }

  /// From an engine, every second: how it does.
  record Counters(Map<String, Long> counters) implements LinkMessage {
    public Counters {
      counters = Map.copyOf(counters);
    }
  }

  /// To an engine: a question about itself.
  ///
  /// @param id comes back with the answer
  /// @param arguments such as `print`, `Site::local_nets`
  record Ask(long id, List<String> arguments) implements LinkMessage {
    public Ask {
      arguments = List.copyOf(arguments);
    }
  }

  /// From an engine: the answer.
  record Answer(long id, boolean ok, String text) implements LinkMessage {}
}
