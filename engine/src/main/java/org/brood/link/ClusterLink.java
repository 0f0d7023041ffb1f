package org.brood.link;

import java.util.List;

/// One node's way to the others.
///
/// The node's own thread calls it; what comes from outside goes to the [Receiver] on any thread. No
/// call waits for the network: what can't be sent is dropped and counted by the link.
public interface ClusterLink {

  /// The node itself.
  ClusterNode own();

  /// Whether nodes are found by the link, and not named by scripts.
  default boolean findsNodes() {
    return true;
  }

  /// The other nodes that are there now.
  List<ClusterNode> others();

  /// Says who is told what comes from outside, at first every node that is there already.
  void attach(Receiver receiver);

  /// Sends bytes to all other nodes that subscribed to a prefix of the topic, never to this one.
  /// What one node publishes comes to another in the same order.
  void publish(String topic, byte[] event);

  /// Has the topics that begin with `prefix` sent here. A prefix that is asked for again counts
  /// once.
  void subscribe(String prefix);

  /// Takes a subscription back.
  void unsubscribe(String prefix);

  /// Takes what comes from outside. Any thread may call, and none of the calls waits.
  interface Receiver {
    void delivered(String topic, byte[] event);

    void nodeUp(ClusterNode node);

    void nodeDown(ClusterNode node);
  }
}
