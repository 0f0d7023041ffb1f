package org.brood.link;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.brood.bif.ClusterAccess;
import org.brood.bytes.Malformed;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.script.bif.Programs;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.RecordType;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.telemetry.Family;
import org.brood.telemetry.Registry;
import org.jspecify.annotations.Nullable;

/// The scripts of one node as members of a cluster: what they publish goes to the link as bytes;
/// what comes from there waits, within bounds, until the node's thread decodes and raises it.
///
/// A node that comes is entered into `Cluster::nodes` and told by `Cluster::hello`, from which the
/// scripts make `Cluster::node_up`; one that goes by `Cluster::node_down`.
public final class ClusterScripts implements ClusterAccess, ClusterLink.Receiver {
  private final Runtime rt;
  private final Events events;
  private final ClusterLink link;
  private final Inbox inbox;
  private final Map<String, String> up = new LinkedHashMap<>();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean posted = new AtomicBoolean();
  private final AtomicInteger waitingEvents = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong malformed = new AtomicLong();
  private final AtomicLong unwanted = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong published = new AtomicLong();
  private final Family.Metric publishedMetric;
  private final Family.Metric receivedMetric;
  private final Family.Metric droppedMetric;
  private final Family.Metric malformedMetric;
  private boolean complained;

  /// Makes the node known to its scripts; to be called before [ScriptProgram#init]. What the link
  /// delivers comes in from [#connect] on.
  public ClusterScripts(Runtime rt, Events events, ClusterLink link, Inbox inbox) {
    this.rt = rt;
    this.events = events;
    this.link = link;
    this.inbox = inbox;
    Programs.setenv(rt, Str.of("CLUSTER_NODE"), Str.of(link.own().name()));
    rt.provide(ClusterAccess.class, this);
    publishedMetric = metric("published", "Events that scripts sent to other nodes");
    receivedMetric = metric("received", "Events of other nodes that were taken up");
    droppedMetric = metric("dropped", "Events of other nodes that came while too many waited");
    malformedMetric = metric("unreadable", "Events of other nodes that this one cannot read");
  }

  private Family.Metric metric(String what, String help) {
    return rt.serviceOr(Registry.class, Registry::new)
        .family(
            Family.Kind.COUNTER,
            "brood",
            "cluster_events_" + what,
            "1",
            help,
            List.of(),
            new double[0])
        .metric(List.of());
  }

  /// Takes from now on what comes from other nodes. To be called after [ScriptProgram#init]; it is
  /// raised after `zeek_init`, where scripts subscribe.
  public void connect() {
    if (events.global("Cluster::nodes") instanceof Table nodes) {
      enter(nodes);
    }
    link.attach(this);
  }

  // ---- what scripts ask

  @Override
  public String id() {
    return link.own().id();
  }

  @Override
  public boolean findsNodes() {
    return link.findsNodes();
  }

  @Override
  public boolean publish(String topic, int event, @Nullable Object[] arguments) {
    if (!isTopic(topic)) {
      return false;
    }
    try {
      byte[] bytes = new EventCodec(rt.program()).encode(event, arguments);
      published.incrementAndGet();
      publishedMetric.add(1);
      link.publish(topic, bytes);
      return true;
    } catch (NotSendable e) {
      String name = rt.info().functions().get(event).name();
      rt.complain("cannot publish " + name + ": " + e.reason());
      return false;
    }
  }

  private static boolean isTopic(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length <= LinkLimits.MAX_TOPIC_BYTES;
  }

  @Override
  public boolean subscribe(String prefix) {
    boolean good = isTopic(prefix);
    if (good) {
      link.subscribe(prefix);
    }
    return good;
  }

  @Override
  public boolean unsubscribe(String prefix) {
    boolean good = isTopic(prefix);
    if (good) {
      link.unsubscribe(prefix);
    }
    return good;
  }

  @Override
  public void enter(Table table) {
    enter(table, link.own());
    for (ClusterNode node : link.others()) {
      enter(table, node);
    }
  }

  private void enter(Table nodes, ClusterNode node) {
    Str name = Str.of(node.name());
    if (name.isEmpty()
        || nodes.contains(name)
        || !(nodes.type().value() instanceof RecordType type)) {
      return;
    }
    if (nodes.size() >= LinkLimits.MAX_NODES) {
      forgetOne(nodes);
    }
    Record made = rt.program().newRecord(type.id());
    made.set("node_type", events.item("Cluster::NodeType", node.type().scriptName()));
    Addr address = Addr.parse(node.address());
    made.set("ip", address == null ? Addr.v4(0) : address);
    nodes.put(name, made);
  }

  /// Makes room by forgetting the node that has been gone for longest.
  private void forgetOne(Table nodes) {
    for (Object name : nodes.keys()) {
      if (!up.containsKey(name.toString()) && !name.toString().equals(link.own().name())) {
        nodes.remove(name);
        return;
      }
    }
  }

  // ---- what comes from outside, on any thread

  @Override
  public void delivered(String topic, byte[] event) {
    if (waitingEvents.get() >= LinkLimits.MAX_WAITING_EVENTS
        || waitingBytes.get() + event.length > LinkLimits.MAX_WAITING_BYTES) {
      dropped.incrementAndGet();
      return;
    }
    waitingEvents.incrementAndGet();
    waitingBytes.addAndGet(event.length);
    add(() -> arrived(event));
  }

  @Override
  public void nodeUp(ClusterNode node) {
    add(() -> came(node));
  }

  @Override
  public void nodeDown(ClusterNode node) {
    add(() -> went(node));
  }

  private void add(Runnable task) {
    waiting.add(task);
    if (posted.compareAndSet(false, true)) {
      inbox.post(this::take);
    }
  }

  // ---- the same, on the node's thread

  /// Raises what waits; no more than waited at the beginning.
  private void take() {
    posted.set(false);
    droppedMetric.add(dropped.get() - droppedMetric.value());
    for (int left = waiting.size(); left > 0; left--) {
      Runnable task = waiting.poll();
      if (task != null) {
        task.run();
      }
    }
  }

  private void arrived(byte[] bytes) {
    waitingEvents.decrementAndGet();
    waitingBytes.addAndGet(-bytes.length);
    received.incrementAndGet();
    receivedMetric.add(1);
    try {
      EventCodec.Arrived arrived = new EventCodec(rt.program()).decode(bytes);
      if (arrived.event() < 0) {
        unwanted.incrementAndGet();
      } else {
        rt.raise(arrived.event(), arrived.arguments());
      }
    } catch (Malformed e) {
      malformed.incrementAndGet();
      malformedMetric.add(1);
      if (!complained) {
        complained = true;
        rt.note(Level.WARNING, "unreadable event from another node: " + e.reason());
      }
    }
  }

  private void came(ClusterNode node) {
    String before = up.put(node.name(), node.id());
    if (before != null && !before.equals(node.id())) {
      raise("Cluster::node_down", node.name(), before);
    }
    if (node.id().equals(before)) {
      return;
    }
    if (events.global("Cluster::nodes") instanceof Table nodes) {
      enter(nodes, node);
    }
    raise("Cluster::hello", node.name(), node.id());
  }

  private void went(ClusterNode node) {
    if (up.remove(node.name(), node.id())) {
      raise("Cluster::node_down", node.name(), node.id());
    }
  }

  private void raise(String event, String name, String id) {
    events.type(event).raise(Str.of(name), Str.of(id));
  }

  // ---- counters

  /// Events that the scripts published.
  public long published() {
    return published.get();
  }

  /// Events of other nodes that were taken up, those counted below included.
  public long received() {
    return received.get();
  }

  /// Events that came while too many waited.
  public long dropped() {
    return dropped.get();
  }

  /// Events that nobody here handles.
  public long unwanted() {
    return unwanted.get();
  }

  /// Events that this node's program could not read.
  public long malformed() {
    return malformed.get();
  }
}
