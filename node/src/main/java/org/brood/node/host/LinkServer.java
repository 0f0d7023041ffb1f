package org.brood.node.host;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.brood.link.ClusterNode;
import org.brood.link.LinkChannel;
import org.brood.link.LinkMessage;
import org.jspecify.annotations.Nullable;

/// The Unix socket where the engines of this host report: their events, subscriptions, counters and
/// answers.
final class LinkServer implements AutoCloseable {
  private static final int MAX_ANSWERS = 10_000;

  /// What is told; any thread calls.
  interface Listener {
    /// An engine read its scripts and begins.
    void ready(String node);

    /// Which engines of this host run, or what they listen to, has changed.
    void changed();

    /// An engine's script published something.
    void published(LinkMessage.Event event);
  }

  /// An engine that is connected.
  private static final class Engine {
    final LinkChannel channel;
    final Set<String> prefixes = ConcurrentHashMap.newKeySet();
    volatile String node = "";
    volatile @Nullable ClusterNode known;
    volatile Map<String, Long> counters = Map.of();

    Engine(LinkChannel channel) {
      this.channel = channel;
    }

    boolean listensTo(String topic) {
      return prefixes.stream().anyMatch(topic::startsWith);
    }
  }

  private final ServerSocketChannel server;
  private final Path path;
  private final Listener listener;
  private final Map<String, Engine> engines = new ConcurrentHashMap<>();
  private final Map<Long, CompletableFuture<LinkMessage.Answer>> asked = new ConcurrentHashMap<>();
  private final AtomicLong questions = new AtomicLong();
  private volatile List<ClusterNode> nodes = List.of();

  private LinkServer(ServerSocketChannel server, Path path, Listener listener) {
    this.server = server;
    this.path = path;
    this.listener = listener;
  }

  /// Listens.
  ///
  /// @throws IOException if the socket cannot be made; its path may be too long (unix(7))
  static LinkServer open(Path path, Listener listener) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      server.close();
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    LinkServer made = new LinkServer(server, path, listener);
    Thread.ofVirtual().name("link-server").start(made::accept);
    return made;
  }

  private void accept() {
    try {
      while (true) {
        begin(server.accept());
      }
    } catch (IOException e) {
      return; // closed
    }
  }

  private void begin(SocketChannel socket) {
    Engine[] engine = new Engine[1];
    engine[0] =
        new Engine(
            new LinkChannel(
                socket, message -> received(engine[0], message), () -> ended(engine[0])));
    engine[0].channel.start();
  }

  private void received(Engine from, LinkMessage message) {
    switch (message) {
      case LinkMessage.Hello(ClusterNode node, long _) -> {
        from.node = node.name();
        from.known = node;
        engines.put(node.name(), from);
        from.channel.send(new LinkMessage.Nodes(without(node.name())));
        listener.changed();
      }
      case LinkMessage.Ready() -> listener.ready(from.node);
      case LinkMessage.Event event -> {
        deliver(event, from);
        listener.published(event);
      }
      case LinkMessage.Subscribe(String prefix) -> {
        from.prefixes.add(prefix);
        listener.changed();
      }
      case LinkMessage.Unsubscribe(String prefix) -> {
        from.prefixes.remove(prefix);
        listener.changed();
      }
      case LinkMessage.Counters(Map<String, Long> counters) -> from.counters = counters;
      case LinkMessage.Answer answer -> {
        CompletableFuture<LinkMessage.Answer> waiting = asked.remove(answer.id());
        if (waiting != null) {
          waiting.complete(answer);
        }
      }
      case LinkMessage.Nodes _, LinkMessage.Ask _ -> {
        // Only the host says these.
      }
    }
  }

  private void ended(Engine engine) {
    if (engines.remove(engine.node, engine)) {
      listener.changed();
    }
  }

  private List<ClusterNode> without(String node) {
    return nodes.stream().filter(one -> !one.name().equals(node)).toList();
  }

  /// All that somebody here listens to.
  Set<String> interest() {
    Set<String> all = new TreeSet<>();
    engines.values().forEach(engine -> all.addAll(engine.prefixes));
    return all;
  }

  /// Tells the engines which nodes there are.
  void nodes(List<ClusterNode> all) {
    nodes = List.copyOf(all);
    engines.forEach((node, engine) -> engine.channel.send(new LinkMessage.Nodes(without(node))));
  }

  /// Gives an event to those of this host's engines that listen.
  void deliver(LinkMessage.Event event) {
    deliver(event, null);
  }

  private void deliver(LinkMessage.Event event, @Nullable Engine from) {
    for (Engine engine : engines.values()) {
      if (engine != from && engine.listensTo(event.topic())) {
        engine.channel.send(event);
      }
    }
  }

  /// How an engine does, by its own word; empty if it is not connected.
  Map<String, Long> counters(String node) {
    Engine engine = engines.get(node);
    return engine == null ? Map.of() : engine.counters;
  }

  /// Messages to and from engines that found no room.
  long dropped() {
    long sum = 0;
    for (Engine engine : engines.values()) {
      sum += engine.channel.dropped();
    }
    return sum;
  }

  /// Asks an engine.
  CompletableFuture<LinkMessage.Answer> ask(String node, List<String> arguments) {
    Engine engine = engines.get(node);
    if (engine == null || asked.size() >= MAX_ANSWERS) {
      return CompletableFuture.completedFuture(
          new LinkMessage.Answer(0, false, node + " does not run"));
    }
    long id = questions.incrementAndGet();
    CompletableFuture<LinkMessage.Answer> answer = new CompletableFuture<>();
    asked.put(id, answer);
    engine.channel.send(new LinkMessage.Ask(id, arguments));
    return answer
        .completeOnTimeout(
            new LinkMessage.Answer(id, false, node + " does not answer"),
            HostLimits.ANSWER.toMillis(),
            TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> asked.remove(id));
  }

  /// The nodes of this host that run.
  List<ClusterNode> running() {
    List<ClusterNode> all = new ArrayList<>();
    for (Engine engine : engines.values()) {
      ClusterNode node = engine.known;
      if (node != null) {
        all.add(node);
      }
    }
    return all;
  }

  @Override
  public void close() throws IOException {
    server.close();
    engines.values().forEach(engine -> engine.channel.close());
    Files.deleteIfExists(path);
  }
}
