package org.brood.link;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The way of an engine process to the others: through the host process that guards it. When that
/// is gone, so shall the engine be: the next one starts its own.
public final class HostLink implements ClusterLink, AutoCloseable {
  private final ClusterNode own;
  private final LinkChannel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, ClusterNode> others = new LinkedHashMap<>();
  private @Nullable Receiver receiver;

  private HostLink(
      ClusterNode own,
      SocketChannel socket,
      Function<List<String>, LinkMessage.Answer> questions,
      Runnable ended) {
    this.own = own;
    channel = new LinkChannel(socket, message -> received(message, questions), ended);
  }

  /// Connects to the host process.
  ///
  /// @param questions answers what the host asks; the answer's id is of no meaning. Called by a
  ///   thread of the link
  /// @param ended called when the host process is gone
  /// @throws IOException if nobody listens there
  public static HostLink connect(
      Path path,
      ClusterNode own,
      Function<List<String>, LinkMessage.Answer> questions,
      Runnable ended)
      throws IOException {
    SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(path));
    HostLink made = new HostLink(own, socket, questions, ended);
    made.channel.start();
    made.channel.send(new LinkMessage.Hello(own, ProcessHandle.current().pid()));
    return made;
  }

  private void received(LinkMessage message, Function<List<String>, LinkMessage.Answer> questions) {
    switch (message) {
      case LinkMessage.Event event -> {
        Receiver to = receiver();
        if (to != null) {
          to.delivered(event.topic(), event.payload());
        }
      }
      case LinkMessage.Nodes(List<ClusterNode> nodes) -> nodes(nodes);
      case LinkMessage.Ask(long id, List<String> arguments) -> {
        LinkMessage.Answer answer = questions.apply(arguments);
        channel.send(new LinkMessage.Answer(id, answer.ok(), answer.text()));
      }
      case LinkMessage.Hello _,
          LinkMessage.Ready _,
          LinkMessage.Subscribe _,
          LinkMessage.Unsubscribe _,
          LinkMessage.Counters _,
          LinkMessage.Answer _ -> {
        // Only engines say these.
      }
    }
  }

  private @Nullable Receiver receiver() {
    lock.lock();
    try {
      return receiver;
    } finally {
      lock.unlock();
    }
  }

  /// Tells what changed since the last list.
  private void nodes(List<ClusterNode> now) {
    lock.lock();
    try {
      Map<String, ClusterNode> next = new LinkedHashMap<>();
      now.forEach(node -> next.put(node.name(), node));
      List<ClusterNode> gone = new ArrayList<>();
      for (ClusterNode node : others.values()) {
        ClusterNode same = next.get(node.name());
        if (same == null || !same.id().equals(node.id())) {
          gone.add(node);
        }
      }
      List<ClusterNode> came = new ArrayList<>();
      for (ClusterNode node : next.values()) {
        ClusterNode before = others.get(node.name());
        if (before == null || !before.id().equals(node.id())) {
          came.add(node);
        }
      }
      others.clear();
      others.putAll(next);
      Receiver to = receiver;
      if (to != null) {
        gone.forEach(to::nodeDown);
        came.forEach(to::nodeUp);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ClusterNode own() {
    return own;
  }

  @Override
  public List<ClusterNode> others() {
    lock.lock();
    try {
      return List.copyOf(others.values());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void attach(Receiver to) {
    lock.lock();
    try {
      receiver = to;
      others.values().forEach(to::nodeUp);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void publish(String topic, byte[] event) {
    channel.send(new LinkMessage.Event(own.name(), topic, event));
  }

  @Override
  public void subscribe(String prefix) {
    channel.send(new LinkMessage.Subscribe(prefix));
  }

  @Override
  public void unsubscribe(String prefix) {
    channel.send(new LinkMessage.Unsubscribe(prefix));
  }

  /// Says that the node reads packets, or does whatever it is for.
  public void ready() {
    channel.send(new LinkMessage.Ready());
  }

  /// Says how the node does.
  public void counters(Map<String, Long> counters) {
    channel.send(new LinkMessage.Counters(counters));
  }

  /// Messages to the host process that found no room.
  public long dropped() {
    return channel.dropped();
  }

  @Override
  public void close() {
    channel.close();
  }
}
