package org.brood.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// A cluster whose nodes live in one process and go in lock step: what they publish is kept until
/// [#exchange], which hands it over in an order that depends on nothing but the nodes themselves,
/// so that a run can be repeated.
///
/// Each node's link belongs to the node's thread; [#exchange] is called while all of them stand
/// still, and by a thread that sees what they did.
public final class LocalCluster {
  /// Events of one node that wait for the next exchange at most; one more is dropped and counted.
  static final int MAX_OUT_EVENTS = 100_000;

  /// Bytes of these events.
  static final long MAX_OUT_BYTES = 64L << 20;

  private final List<Member> members = new ArrayList<>();

  /// @param nodes with names of their own
  public LocalCluster(List<ClusterNode> nodes) {
    for (ClusterNode node : nodes) {
      members.add(new Member(node));
    }
  }

  /// The link of a node, by its place in the list.
  public ClusterLink link(int node) {
    return members.get(node);
  }

  /// Says what time it is for a node's scripts, in seconds: its events cross in that order.
  public void clock(int node, DoubleSupplier clock) {
    members.get(node).clock = clock;
  }

  /// How many events a node could not send, for too many waited.
  public long dropped(int node) {
    return members.get(node).dropped;
  }

  /// Hands over all that was published since the last time: in the order of the time at which it
  /// was, at the same time node by node, and each node's events in their order.
  ///
  /// @return whether there was anything
  public boolean exchange() {
    List<Message> all = new ArrayList<>();
    for (Member from : members) {
      all.addAll(from.out);
      from.out.clear();
      from.outBytes = 0;
    }
    // Sorting keeps the order of what is equal, and time never goes back for a node.
    all.sort(Comparator.comparingDouble(Message::time));
    for (Message message : all) {
      for (Member to : members) {
        to.take(message);
      }
    }
    return !all.isEmpty();
  }

  private record Message(double time, Member from, String topic, byte[] event) {}

  /// One node's link.
  private final class Member implements ClusterLink {
    private final ClusterNode node;
    private final Set<String> prefixes = new LinkedHashSet<>();
    private final List<Message> out = new ArrayList<>();
    private long outBytes;
    private long dropped;
    private DoubleSupplier clock = () -> 0;
    private @Nullable Receiver receiver;

    Member(ClusterNode node) {
      this.node = node;
    }

    @Override
    public ClusterNode own() {
      return node;
    }

    @Override
    public List<ClusterNode> others() {
      return members.stream().filter(m -> m != this).map(m -> m.node).toList();
    }

    @Override
    public void attach(Receiver to) {
      receiver = to;
      others().forEach(to::nodeUp);
    }

    @Override
    public void publish(String topic, byte[] event) {
      if (out.size() >= MAX_OUT_EVENTS || outBytes + event.length > MAX_OUT_BYTES) {
        dropped++;
        return;
      }
      out.add(new Message(clock.getAsDouble(), this, topic, event));
      outBytes += event.length;
    }

    @Override
    public void subscribe(String prefix) {
      prefixes.add(prefix);
    }

    @Override
    public void unsubscribe(String prefix) {
      prefixes.remove(prefix);
    }

    void take(Message message) {
      Receiver to = receiver;
      if (to == null || message.from() == this) {
        return;
      }
      for (String prefix : prefixes) {
        if (message.topic().startsWith(prefix)) {
          to.delivered(message.topic(), message.event());
          return;
        }
      }
    }
  }
}
