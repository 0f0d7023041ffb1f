package org.brood.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.jspecify.annotations.Nullable;

/// This host as a member of the cluster, over and over: it finds the others, joins, and begins anew
/// when it was put out or the cluster it knew is no more.
///
/// Callbacks come from one thread at a time.
public final class Membership implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /// How long a member's end in order may take, and what follows it.
  private static final Duration LEAVE = Duration.ofSeconds(8);

  private static final Duration CUT = Duration.ofSeconds(5);

  /// The parent of all streams of a system.
  private static final String STREAMS = "/system/Materializers";

  /// How long a manager may answer without counting this host as a member, until it joins anew. A
  /// way in takes a few seconds; whoever hears nothing of its own end waits for ever.
  private static final Duration UNCOUNTED = Duration.ofSeconds(20);

  private static final int MAX_OUT = 10_000;
  private static final String SYSTEM = "brood";

  /// Where and as what this host is a member.
  ///
  /// @param address that others reach
  /// @param port to be taken at each start
  /// @param identity folder of key and certificate
  /// @param revoked file of revoked hosts
  public record Settings(String address, Port port, boolean manager, Path identity, Path revoked) {}

  /// Finds a free port at the own address.
  @FunctionalInterface
  public interface Port {
    /// @throws IOException if none is free
    int next() throws IOException;
  }

  /// The cluster to be joined.
  ///
  /// @param seeds addresses of members
  /// @param incarnation another one means another cluster
  /// @param members who takes part, each by the number of its start
  public record Known(List<String> seeds, String incarnation, Set<String> members) {}

  /// Finds the cluster.
  @FunctionalInterface
  public interface Finder {
    /// Asks managers once.
    ///
    /// @return nothing if no manager answers
    Optional<Known> find() throws InterruptedException;
  }

  /// What is told.
  public interface Listener {
    /// A host joined, or came back at another address.
    void host(HostFacts facts);

    /// A host is no member any more.
    void left(String hostId);

    /// Whether a member answers at the moment.
    void reachable(String hostId, boolean reachable);

    /// A host that is a member said something.
    void said(HostMessage message);

    /// Something to be known by people.
    void note(String text);
  }

  private final Settings settings;
  private final Finder finder;
  private final Listener listener;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread loop;
  private final HostFacts facts;
  private volatile @Nullable Joined joined;

  /// One time of being a member.
  ///
  /// @param incarnation of the cluster that was joined
  private record Joined(ActorSystem<Object> system, String self, String incarnation, View view) {}

  /// @param facts what this host says of itself
  public Membership(Settings settings, HostFacts facts, Finder finder, Listener listener) {
    this.settings = settings;
    this.facts = facts;
    this.finder = finder;
    this.listener = listener;
    loop = Thread.ofPlatform().name("membership").unstarted(this::run);
  }

  /// Starts to be a member: a manager begins a cluster of its own, others join that of the finder's
  /// answer.
  public void start() {
    loop.start();
  }

  private void run() {
    try {
      while (stop.getCount() > 0) {
        Optional<Known> found =
            settings.manager ? Optional.of(new Known(List.of(), "", Set.of())) : finder.find();
        if (found.isEmpty()) {
          stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
          continue;
        }
        try {
          beMember(found.get());
        } catch (IOException | RuntimeException | Error e) {
          // Pekko says in an exception of its own that somebody was quicker to take the port.
          listener.note("cannot take part: " + e.getMessage());
          stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void beMember(Known known) throws IOException, InterruptedException {
    int port = settings.port.next();
    View view = new View();
    ActorSystem<Object> system = ActorSystem.create(HostGate.create(view), SYSTEM, config(port));
    try {
      Cluster cluster = Cluster.get(system);
      UniqueAddress self = cluster.selfMember().uniqueAddress();
      String incarnation = settings.manager ? HostGate.start(self) : known.incarnation;
      joined = new Joined(system, self.address().toString(), incarnation, view);
      List<Address> seeds =
          settings.manager
              ? List.of(self.address())
              : known.seeds.stream().map(AddressFromURIString::parse).toList();
      cluster.manager().tell(new JoinSeedNodes(seeds));
      // Who is put out of the cluster, such as for a former self that lingers there, joins anew.
      int uncounted = 0;
      while (!isTerminated(system) && !cluster.isTerminated()) {
        if (stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
        Optional<Known> now = settings.manager ? Optional.empty() : finder.find();
        if (now.isEmpty()) {
          continue;
        }
        if (!now.get().incarnation.equals(incarnation)) {
          listener.note("the manager began a new cluster: joining it");
          break;
        }
        uncounted = now.get().members.contains(HostGate.start(self)) ? 0 : uncounted + 1;
        if (uncounted * LOOK.toMillis() >= UNCOUNTED.toMillis()) {
          listener.note("the manager does not count this host as a member: joining anew");
          break;
        }
      }
    } finally {
      view.over = true;
      joined = null;
      end(system);
      view.addresses.keySet().forEach(listener::left);
    }
  }

  private static boolean isTerminated(ActorSystem<Object> system) {
    return system.getWhenTerminated().toCompletableFuture().isDone();
  }

  /// Ends a system, so that the next one can have its port.
  private void end(ActorSystem<Object> system) throws InterruptedException {
    system.terminate();
    if (!hasEnded(system, LEAVE)) {
      // Its streams wait for peers that take connections and say nothing, and it for its streams.
      Adapter.toClassic(system)
          .actorSelection(STREAMS)
          .tell(PoisonPill.getInstance(), ActorRef.noSender());
      if (!hasEnded(system, CUT)) {
        listener.note("what is left of the last time as a member does not end");
      }
    }
  }

  private static boolean hasEnded(ActorSystem<Object> system, Duration atMost)
      throws InterruptedException {
    try {
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private Config config(int port) {
    return ConfigFactory.parseMap(
            Map.of(
                "pekko.remote.artery.canonical.hostname",
                settings.address,
                "pekko.remote.artery.canonical.port",
                port,
                "pekko.cluster.roles",
                List.of(settings.manager ? HostGate.MANAGER_ROLE : "host"),
                ClusterSslEngines.IDENTITY,
                settings.identity.toString(),
                ClusterSslEngines.REVOKED,
                settings.revoked.toString()))
        .withFallback(ConfigFactory.load(Membership.class.getClassLoader(), "brood-cluster"));
  }

  /// Where others may join: this host, while it is a member.
  public Optional<Known> known() {
    Joined now = joined;
    return now == null
        ? Optional.empty()
        : Optional.of(
            new Known(List.of(now.self), now.incarnation, Set.copyOf(now.view.members.values())));
  }

  /// Says again who this host is, for the one time when it joined may have gone astray.
  public void announce() {
    Joined now = joined;
    if (now != null) {
      now.system.tell(new HostGate.Send(null, new HostMessage.Facts(facts.id(), now.self, facts)));
    }
  }

  /// Sends to a host, this one too; to nobody if it is no member.
  public void tell(String hostId, HostMessage message) {
    Joined now = joined;
    if (now == null) {
      return;
    }
    if (hostId.equals(facts.id())) {
      now.system.tell(message);
      return;
    }
    Address address = now.view.addresses.get(hostId);
    if (address != null) {
      now.system.tell(new HostGate.Send(address, message));
    }
  }

  /// Sends to all other hosts.
  public void tellOthers(HostMessage message) {
    Joined now = joined;
    if (now != null) {
      now.system.tell(new HostGate.Send(null, message));
    }
  }

  /// Puts a host out of the cluster. It may come back, unless it was revoked too.
  public void expel(String hostId) {
    Joined now = joined;
    Address address = now == null ? null : now.view.addresses.get(hostId);
    if (now != null && address != null) {
      now.system.tell(new HostGate.Expel(address));
    }
  }

  /// Whether this host is a member of a cluster now.
  public boolean isMember() {
    Joined now = joined;
    return now != null && now.view.addresses.containsKey(facts.id());
  }

  /// Who is who, in one time of being a member: between the gate and the listener.
  private final class View implements HostGate.Listener {
    final Map<String, Address> addresses = new ConcurrentHashMap<>();
    final Map<Address, String> members = new ConcurrentHashMap<>();
    private final Map<String, HostFacts> hosts = new ConcurrentHashMap<>();

    /// Members that were put out: what they said before may still come.
    private final Set<Address> out = new HashSet<>();

    /// The next time has begun, and what is heard of this one means nothing.
    volatile boolean over;

    @Override
    public void joined(Address address, String start) {
      Joined now = joined;
      if (over || now == null) {
        return;
      }
      out.remove(address);
      members.put(address, start);
      now.system.tell(
          new HostGate.Send(address, new HostMessage.Facts(facts.id(), now.self, facts)));
    }

    @Override
    public void left(Address address) {
      if (over) {
        return;
      }
      if (out.size() < MAX_OUT) {
        out.add(address);
      }
      members.remove(address);
      idOf(address)
          .ifPresent(id -> {
            addresses.remove(id);
            hosts.remove(id);
            listener.left(id);
          });
    }

    @Override
    public void reachable(Address address, boolean reachable) {
      if (!over) {
        idOf(address).ifPresent(id -> listener.reachable(id, reachable));
      }
    }

    @Override
    public void said(HostMessage message) {
      if (over) {
        return;
      }
      if (message instanceof HostMessage.Facts(String from, String at, HostFacts said)) {
        Address address = AddressFromURIString.parse(at);
        if (out.contains(address)) {
          return;
        }
        boolean moved = !address.equals(addresses.put(from, address));
        boolean changed = !said.equals(hosts.put(from, said));
        if (moved || changed) {
          listener.host(said);
        }
      } else if (message.from().equals(facts.id()) || addresses.containsKey(message.from())) {
        // Who was put out, or has not said who it is, is not heard.
        listener.said(message);
      }
    }

    private Optional<String> idOf(Address address) {
      return addresses.entrySet().stream()
          .filter(entry -> entry.getValue().equals(address))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    if (loop.getState() == Thread.State.NEW) {
      return;
    }
    try {
      loop.join(LEAVE.plus(CUT));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
