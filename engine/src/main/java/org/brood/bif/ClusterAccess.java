package org.brood.bif;

import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// A node's place in its cluster, as built-in functions need it. There is none on a node that is
/// alone.
public interface ClusterAccess {

  /// What the node is known as while it lives.
  String id();

  /// Whether nodes find each other by themselves, and are not named by scripts.
  boolean findsNodes();

  /// Sends an event to all other nodes that subscribed to a prefix of the topic.
  ///
  /// @param event its number in the program
  /// @param arguments in plain boxed form by its parameters
  /// @return false if an argument can't be sent, which was reported
  boolean publish(String topic, int event, @Nullable Object[] arguments);

  /// @return false if the prefix makes no sense
  boolean subscribe(String prefix);

  /// @return false if the prefix makes no sense
  boolean unsubscribe(String prefix);

  /// Enters the nodes that are known now, this one among them.
  ///
  /// @param table of `Cluster::Node` by name
  void enter(Table table);
}
