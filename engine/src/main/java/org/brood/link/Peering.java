package org.brood.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.brood.bif.ClusterFunctions;
import org.brood.bif.PeerAccess;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.event.RecordMaker;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// The way of a process to others of this machine that its scripts name by address and port, as a
/// layout in a file does (`Broker::listen`, `Broker::peer`).
///
/// Nobody is asked who he is, and nothing is encrypted: other addresses than those of the loopback
/// interface are refused. What is published goes to those it is connected to, and no further.
///
/// Nothing exists before a script asks for a connection.
public final class Peering implements PeerAccess, AutoCloseable {
  /// Connections at most; one more is closed.
  static final int MAX_PEERS = LinkLimits.MAX_NODES;

  /// How long what was published waits to be written when the process ends.
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final String ADDED = "Broker::peer_added";
  private static final String LOST = "Broker::peer_lost";
  private static final String REMOVED = "Broker::peer_removed";

  private final Runtime rt;
  private final Events events;
  private final Inbox inbox;
  private @Nullable Peers peers;

  public Peering(Runtime rt, Events events, Inbox inbox) {
    this.rt = rt;
    this.events = events;
    this.inbox = inbox;
    rt.provide(PeerAccess.class, this);
  }

  /// Whether there is a connection, or one may come: the process then has something to wait for.
  public boolean isActive() {
    Peers made = peers;
    return made != null && made.isActive();
  }

  @Override
  public boolean listen(String address, int port) {
    InetSocketAddress where = local(address.isEmpty() ? "127.0.0.1" : address, port, "listen on");
    return where != null && peers().listen(where);
  }

  @Override
  public boolean connect(String address, int port, double retrySeconds) {
    InetSocketAddress where = local(address, port, "connect to");
    return where != null && peers().connect(where, retrySeconds);
  }

  @Override
  public boolean disconnect(String address, int port) {
    InetSocketAddress where = local(address, port, "disconnect from");
    return where != null && peers().disconnect(where);
  }

  /// The address, null if it is none of this machine alone, which was reported.
  private @Nullable InetSocketAddress local(String address, int port, String what) {
    try {
      InetAddress found = InetAddress.ofLiteral(address);
      if (found.isLoopbackAddress()) {
        return new InetSocketAddress(found, port);
      }
      rt.complain(
          "will not %s %s: without certificates, nodes talk only on one machine, by its loopback interface"
              .formatted(what, address));
    } catch (IllegalArgumentException e) {
      rt.complain("not an address: " + address);
    }
    return null;
  }

  private Peers peers() {
    Peers made = peers;
    if (made == null) {
      made = new Peers(self());
      ClusterScripts scripts = new ClusterScripts(rt, events, made, inbox);
      ClusterFunctions.Subscriptions early =
          rt.serviceIfPresent(ClusterFunctions.Subscriptions.class);
      if (early != null) {
        early.prefixes().forEach(made::subscribe);
      }
      scripts.connect();
      peers = made;
    }
    return made;
  }

  /// This process, as its scripts call it.
  private ClusterNode self() {
    String name = text("Cluster::node");
    String id = text("Cluster::own_id");
    NodeType type = NodeType.WORKER;
    if (events.global("Cluster::nodes") instanceof Table nodes
        && nodes.get(Str.of(name)) instanceof Record node
        && node.get("node_type") instanceof EnumType.Item item) {
      for (NodeType one : NodeType.values()) {
        type = one.scriptName().equals(item.name()) ? one : type;
      }
    }
    return new ClusterNode(name, type, id, "127.0.0.1");
  }

  private String text(String global) {
    return events.global(global) instanceof Str text ? text.toString() : "";
  }

  /// Writes what was published, and ends all connections.
  @Override
  public void close() {
    Peers made = peers;
    if (made != null) {
      made.close();
    }
  }

  /// All connections.
  private final class Peers implements ClusterLink {
    private final ClusterNode own;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> prefixes = new LinkedHashSet<>();
    private final List<Connection> connections = new ArrayList<>();
    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private final Map<InetSocketAddress, Caller> callers = new HashMap<>();
    private @Nullable Receiver receiver;
    private boolean closed;

    Peers(ClusterNode own) {
      this.own = own;
    }

    @Override
    public ClusterNode own() {
      return own;
    }

    @Override
    public boolean findsNodes() {
      return false;
    }

    /// None: who is there is said by scripts, which greet each other.
    @Override
    public List<ClusterNode> others() {
      return List.of();
    }

    @Override
    public void attach(Receiver to) {
      lock.lock();
      try {
        receiver = to;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void publish(String topic, byte[] event) {
      lock.lock();
      try {
        for (Connection one : connections) {
          if (one.wants(topic)) {
            one.channel.send(new LinkMessage.Event(own.name(), topic, event));
          }
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void subscribe(String prefix) {
      lock.lock();
      try {
        prefixes.add(prefix);
        connections.forEach(one -> one.channel.send(new LinkMessage.Subscribe(prefix)));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void unsubscribe(String prefix) {
      lock.lock();
      try {
        prefixes.remove(prefix);
        connections.forEach(one -> one.channel.send(new LinkMessage.Unsubscribe(prefix)));
      } finally {
        lock.unlock();
      }
    }

    boolean isActive() {
      lock.lock();
      try {
        return !doors.isEmpty() || !callers.isEmpty() || !connections.isEmpty();
      } finally {
        lock.unlock();
      }
    }

    boolean listen(InetSocketAddress where) {
      ServerSocketChannel door;
      try {
        door = ServerSocketChannel.open();
        door.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        door.bind(where);
      } catch (IOException e) {
        return false; // scripts try again: somebody may be about to leave the port
      }
      lock.lock();
      try {
        doors.add(door);
      } finally {
        lock.unlock();
      }
      Thread.ofVirtual().name("peer-door").start(() -> accept(door));
      return true;
    }

    private void accept(ServerSocketChannel door) {
      try {
        while (true) {
          open(door.accept(), null);
        }
      } catch (IOException e) {
        return; // closed, as the process ends
      }
    }

    boolean connect(InetSocketAddress where, double retrySeconds) {
      lock.lock();
      try {
        if (closed || callers.containsKey(where)) {
          return false;
        }
        Caller made = new Caller(where, retrySeconds);
        callers.put(where, made);
        Thread.ofVirtual().name("peer-caller").start(made::call);
        return true;
      } finally {
        lock.unlock();
      }
    }

    boolean disconnect(InetSocketAddress where) {
      Caller gone;
      lock.lock();
      try {
        gone = callers.remove(where);
      } finally {
        lock.unlock();
      }
      if (gone != null) {
        gone.ended.countDown();
        gone.drop();
      }
      return gone != null;
    }

    /// Greets the other end; null if there are too many connections already.
    private @Nullable Connection open(SocketChannel socket, @Nullable Caller caller)
        throws IOException {
      Connection made = new Connection(socket, caller);
      lock.lock();
      try {
        if (closed || connections.size() >= MAX_PEERS) {
          socket.close();
          return null;
        }
        connections.add(made);
        made.channel.start();
        made.channel.send(new LinkMessage.Hello(own, ProcessHandle.current().pid()));
        prefixes.forEach(prefix -> made.channel.send(new LinkMessage.Subscribe(prefix)));
        made.channel.send(new LinkMessage.Ready());
      } finally {
        lock.unlock();
      }
      return made;
    }

    void close() {
      List<Connection> all = List.of();
      lock.lock();
      try {
        closed = true;
        all = List.copyOf(connections);
        callers.values().forEach(one -> one.ended.countDown());
        for (ServerSocketChannel door : doors) {
          door.close();
        }
      } catch (IOException e) {
        // It is of no use any more, closed or not.
      } finally {
        lock.unlock();
      }
      all.forEach(one -> one.channel.flush(LAST_WORDS));
      all.forEach(one -> one.channel.close());
    }

    /// Connects, and again.
    private final class Caller {
      private final InetSocketAddress where;
      private final double retrySeconds;
      private final CountDownLatch ended = new CountDownLatch(1);
      private @Nullable Connection current;

      Caller(InetSocketAddress where, double retrySeconds) {
        this.where = where;
        this.retrySeconds = retrySeconds;
      }

      void call() {
        try {
          do {
            once();
          } while (retrySeconds > 0
              && !ended.await((long) (retrySeconds * 1000), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
          callers.remove(where, this);
        } finally {
          lock.unlock();
        }
      }

      /// Connects and waits for the end of that.
      private void once() throws InterruptedException {
        try {
          Connection made = open(SocketChannel.open(where), this);
          if (made != null) {
            current = made;
            made.over.await();
          }
        } catch (IOException e) {
          return; // nobody there yet
        }
      }

      void drop() {
        Connection open = current;
        if (open != null) {
          open.removed = true;
          open.channel.flush(LAST_WORDS);
          open.channel.close();
        }
      }
    }

    /// One connection.
    private final class Connection {
      private final LinkChannel channel;
      private final @Nullable Caller caller;
      private final InetSocketAddress address;
      private final CountDownLatch over = new CountDownLatch(1);
      private final Set<String> wanted = new LinkedHashSet<>();
      private volatile boolean removed;
      private @Nullable ClusterNode node;
      private boolean up;

      Connection(SocketChannel socket, @Nullable Caller caller) throws IOException {
        this.caller = caller;
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        address = (InetSocketAddress) socket.getRemoteAddress();
        channel = new LinkChannel(socket, this::received, this::ended);
      }

      /// Whether the other end is there and asked for the topic; the lock is held.
      boolean wants(String topic) {
        return up && wanted.stream().anyMatch(topic::startsWith);
      }

      private void received(LinkMessage message) {
        lock.lock();
        try {
          switch (message) {
            case LinkMessage.Hello(ClusterNode other, _) -> node = other;
            case LinkMessage.Subscribe(String prefix) -> {
              if (wanted.size() < LinkLimits.MAX_NODES) {
                wanted.add(prefix);
              }
            }
            case LinkMessage.Unsubscribe(String prefix) -> wanted.remove(prefix);
            case LinkMessage.Ready() -> ready();
            case LinkMessage.Event(_, String topic, byte[] payload) -> {
              Receiver to = receiver;
              if (to != null && up) {
                to.delivered(topic, payload);
              }
            }
            case LinkMessage.Nodes _,
                LinkMessage.Counters _,
                LinkMessage.Ask _,
                LinkMessage.Answer _ -> {
              // Between host processes and their engines only.
            }
          }
        } finally {
          lock.unlock();
        }
      }

      private void ready() {
        ClusterNode other = node;
        if (other == null || up) {
          return;
        }
        for (Connection one : connections) {
          ClusterNode same = one.node;
          if (one != this && one.up && same != null && same.id().equals(other.id())) {
            channel.close(); // each called the other: one connection will do
            return;
          }
        }
        up = true;
        tell(ADDED, other, "handshake successful");
      }

      private void ended() {
        lock.lock();
        try {
          connections.remove(this);
          ClusterNode other = node;
          if (up && other != null) {
            up = false;
            if (removed) {
              tell(REMOVED, other, "removed connection to remote peer");
            } else {
              tell(LOST, other, "lost connection to remote peer");
            }
          }
        } finally {
          lock.unlock();
        }
        over.countDown();
      }

      private void tell(String event, ClusterNode other, String message) {
        boolean outbound = caller != null;
        int port = outbound ? address.getPort() : 0;
        inbox.post(() -> {
          RecordMaker network =
              new RecordMaker(events, "Broker::NetworkInfo", "address", "bound_port");
          RecordMaker endpoint = new RecordMaker(events, "Broker::EndpointInfo", "id", "network");
          Record where =
              network.of(Str.of(address.getAddress().getHostAddress()), new Port(port, Port.TCP));
          events.type(event).raise(endpoint.of(Str.of(other.id()), where), Str.of(message));
        });
      }
    }
  }
}
