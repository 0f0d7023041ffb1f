package org.brood.bif;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.brood.event.Events;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Records;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.ScriptFunc;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.brood.script.value.Func;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The module `Cluster`. On a node that is alone topics can be subscribed to, and nobody else hears
/// what is published.
@Natives("Cluster")
public final class ClusterFunctions {
  private ClusterFunctions() {}

  /// What scripts subscribed to before there was anybody to talk to.
  public record Subscriptions(Set<String> prefixes) {
    private Subscriptions() {
      this(new LinkedHashSet<>());
    }
  }

  private static @Nullable ClusterAccess cluster(Runtime rt) {
    return rt.serviceIfPresent(ClusterAccess.class);
  }

  public static boolean __subscribe(Runtime rt, Str prefix) {
    ClusterAccess cluster = cluster(rt);
    if (cluster == null) {
      rt.serviceOr(Subscriptions.class, Subscriptions::new).prefixes().add(prefix.toString());
      return true;
    }
    return cluster.subscribe(prefix.toString());
  }

  public static boolean __unsubscribe(Runtime rt, Str prefix) {
    ClusterAccess cluster = cluster(rt);
    if (cluster == null) {
      rt.serviceOr(Subscriptions.class, Subscriptions::new).prefixes().remove(prefix.toString());
      return true;
    }
    return cluster.unsubscribe(prefix.toString());
  }

  /// Whether there is a link to nodes that find each other.
  public static boolean __is_linked(Runtime rt) {
    ClusterAccess cluster = cluster(rt);
    return cluster != null && cluster.findsNodes();
  }

  /// What this node is known as: another name in each run, whatever the seeds are.
  public static Str __link_id(Runtime rt) {
    ClusterAccess cluster = cluster(rt);
    return Str.of(cluster == null ? rt.serviceOr(OwnId.class, OwnId::new).text() : cluster.id());
  }

  /// The name of a node that is alone.
  private record OwnId(String text) {
    private OwnId() {
      this("zeek-" + UUID.randomUUID());
    }
  }

  /// The nodes that the link knows of, this one among them; none on a node that is alone.
  public static Table __link_nodes(Runtime rt) {
    RecordType node = rt.service(Events.class).record("Cluster::Node").type();
    Table nodes = new Table(new TableType(List.of(Basic.STRING), node));
    ClusterAccess cluster = cluster(rt);
    if (cluster != null) {
      cluster.enter(nodes);
    }
    return nodes;
  }

  public static boolean publish(Runtime rt, @Nullable Object[] arguments) {
    if (arguments.length < 1 || !(arguments[0] instanceof Str topic)) {
      rt.complain("expected type string for first argument");
      return false;
    }
    return publish(rt, topic.toString(), tail(arguments, 1));
  }

  public static boolean publish_rr(Runtime rt, @Nullable Object[] arguments) {
    return publishToOne(rt, "Cluster::rr_topic", arguments);
  }

  public static boolean publish_hrw(Runtime rt, @Nullable Object[] arguments) {
    return publishToOne(rt, "Cluster::hrw_topic", arguments);
  }

  /// Publishes to the one node of a pool that a function of the scripts chooses.
  private static boolean publishToOne(Runtime rt, String chooser, @Nullable Object[] arguments) {
    int function = rt.info().function(chooser);
    if (function < 0) {
      rt.complain("no such function: " + chooser);
      return false;
    }
    if (arguments.length < 2
        || !(arguments[0] instanceof Record pool)
        || !pool.recordType().name().equals("Cluster::Pool")) {
      rt.complain("expected type Cluster::Pool for first argument");
      return false;
    }
    Func choose = rt.program().function(function);
    Type wanted = choose.type().params().getLast().type();
    Object key = Values.fromAny(arguments[1], wanted);
    if (key == null) {
      rt.complain("expected type " + wanted.describe() + " for key");
      return false;
    }
    Object topic = choose.call(pool, key);
    return topic instanceof Str text
        && !text.isEmpty()
        && publish(rt, text.toString(), tail(arguments, 2));
  }

  private static @Nullable Object[] tail(@Nullable Object[] arguments, int from) {
    return Arrays.copyOfRange(arguments, from, arguments.length);
  }

  private static boolean publish(Runtime rt, String topic, @Nullable Object[] what) {
    if (what.length == 0) {
      rt.complain("no event arguments given");
      return false;
    }
    return switch (what[0]) {
      case Func event -> publish(rt, topic, event, tail(what, 1));
      case Record made -> publish(rt, topic, made);
      case null -> false;
      case Object other -> {
        rt.complain("expected function or record as first argument, got " + typeName(other));
        yield false;
      }
    };
  }

  private static String typeName(Object value) {
    return Values.typeOf(value).describe();
  }

  private static boolean publish(Runtime rt, String topic, Func event, @Nullable Object[] given) {
    @Nullable Object[] arguments = checked(rt, event, given);
    return arguments != null && publishChecked(rt, topic, event, arguments);
  }

  private static boolean publish(Runtime rt, String topic, Record made) {
    String type = made.recordType().name();
    if (!type.equals("Cluster::Event") && !type.equals("Broker::Event")) {
      rt.complain("Publish of unknown record type '" + made.recordType().describe() + "'");
      return false;
    }
    Func event = type.equals("Broker::Event") ? named(rt, made) : (Func) made.get("ev");
    if (event == null || !(made.get("args") instanceof Vec given)) {
      return false;
    }
    @Nullable Object[] arguments = new Object[given.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = given.get(i);
    }
    return publish(rt, topic, event, arguments);
  }

  private static @Nullable Func named(Runtime rt, Record made) {
    int number = made.get("name") instanceof Str name ? rt.info().function(name.toString()) : -1;
    return number < 0 ? null : rt.program().function(number);
  }

  private static boolean publishChecked(
      Runtime rt, String topic, Func event, @Nullable Object[] arguments) {
    ClusterAccess cluster = cluster(rt);
    return cluster == null
        || !(event instanceof ScriptFunc function)
        || cluster.publish(topic, function.number(), arguments);
  }

  /// Whether arguments fit an event; what does not is reported.
  ///
  /// @param given in `any` form
  /// @return them in plain form, null if they do not fit
  private static @Nullable Object @Nullable [] checked(
      Runtime rt, Func event, @Nullable Object[] given) {
    FuncType type = event.type();
    if (type.flavor() != FuncType.Flavor.EVENT) {
      String flavor = type.flavor().name().toLowerCase(java.util.Locale.ROOT);
      rt.report(Level.ERROR, "unexpected function type for " + event.name() + ": " + flavor);
      return null;
    }
    if (given.length != type.params().size()) {
      rt.report(
          Level.ERROR,
          "bad number of arguments for %s: got %d, expect %d"
              .formatted(event.name(), given.length, type.params().size()));
      return null;
    }
    @Nullable Object[] arguments = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      Type wanted = type.params().get(i).type();
      Object value = Objects.requireNonNull(given[i], "argument");
      Object plain = plain(rt, value, wanted);
      if (plain == null) {
        rt.report(
            Level.ERROR,
            "event parameter #%d type mismatch, got %s, expecting %s"
                .formatted(i + 1, typeName(value), wanted.describe()));
        return null;
      }
      arguments[i] = plain;
    }
    return arguments;
  }

  private static @Nullable Object plain(Runtime rt, Object value, Type wanted) {
    if (value instanceof Record record && wanted instanceof RecordType type) {
      return record.recordType() == type || Types.same(record.recordType(), type)
          ? Records.coerce(rt.program(), record, type)
          : null;
    }
    if (value instanceof Table table
        && wanted instanceof TableType type
        && table.type().isUnspecified()) {
      return new Table(type);
    }
    if (value instanceof Vec vec
        && wanted instanceof VectorType type
        && vec.size() == 0
        && vec.type().isUnspecified()) {
      return new Vec(type);
    }
    return Values.fromAny(value, wanted);
  }

  /// An event with its arguments; with neither if they do not fit, which was reported.
  public static Record make_event(Runtime rt, @Nullable Object[] arguments) {
    Record made = rt.service(Events.class).record("Cluster::Event").make();
    Func event = made(rt, made, arguments);
    if (event != null) {
      made.set("ev", event);
    }
    return made;
  }

  /// Fills in the arguments of an event.
  ///
  /// @return the event, null if they do not fit
  private static @Nullable Func made(Runtime rt, Record into, @Nullable Object[] arguments) {
    Vec args = new Vec(new VectorType(Basic.ANY));
    into.set("args", args);
    if (arguments.length == 0) {
      rt.complain("not enough arguments");
      return null;
    }
    if (!(arguments[0] instanceof Func event)) {
      Object other = Objects.requireNonNull(arguments[0]);
      rt.complain("got non-event type '" + typeName(other) + "'");
      return null;
    }
    @Nullable Object[] checked = checked(rt, event, tail(arguments, 1));
    if (checked == null) {
      return null;
    }
    for (int i = 0; i < checked.length; i++) {
      args.add(Values.toAny(checked[i], event.type().params().get(i).type()));
    }
    return event;
  }

  /// Functions of the module `Broker`, which older scripts call.
  @Natives("Broker")
  public static final class Broker {
    private Broker() {}

    public static Record make_event(Runtime rt, @Nullable Object[] arguments) {
      Record made = rt.service(Events.class).record("Broker::Event").make();
      Func event = made(rt, made, arguments);
      if (event != null) {
        made.set("name", Str.of(event.name()));
      }
      return made;
    }

    public static boolean publish(Runtime rt, @Nullable Object[] arguments) {
      return ClusterFunctions.publish(rt, arguments);
    }

    /// The port that others can connect to now, 0 if it can't be had.
    public static Port __listen(Runtime rt, Str address, Port port) {
      PeerAccess peers = rt.serviceIfPresent(PeerAccess.class);
      boolean good = peers != null && peers.listen(address.toString(), port.number());
      return good ? port : new Port(0, Port.TCP);
    }

    public static boolean __peer(Runtime rt, Str address, Port port, double retry) {
      PeerAccess peers = rt.serviceIfPresent(PeerAccess.class);
      return peers != null && peers.connect(address.toString(), port.number(), retry);
    }

    public static boolean __unpeer(Runtime rt, Str address, Port port) {
      PeerAccess peers = rt.serviceIfPresent(PeerAccess.class);
      return peers != null && peers.disconnect(address.toString(), port.number());
    }
  }

  /// Functions of the module `Cluster::Backend`.
  @Natives("Cluster::Backend")
  public static final class Backend {
    private Backend() {}

    public static boolean __init(Runtime rt, Str nodeId) {
      return true;
    }
  }
}
