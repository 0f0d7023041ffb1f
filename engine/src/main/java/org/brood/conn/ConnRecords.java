package org.brood.conn;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.brood.decode.Packet;
import org.brood.decode.Tunnels;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.flow.Flow;
import org.brood.flow.Side;
import org.brood.flow.Transport;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.value.FilledRecord;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Makes the records `connection`, `conn_id` and `endpoint`, and keeps them up to date.
public final class ConnRecords {
  private static final Side[] SIDES = Side.values();

  private final RecordShape connection;
  private final RecordShape connId;
  private final RecordShape endpoint;
  private final TunnelRecords tunnels;
  private final int id;
  private final int orig;
  private final int resp;
  private final int startTime;
  private final int duration;
  private final int history;
  private final int uid;
  private final int tunnel;
  private final int vlan;
  private final int innerVlan;
  private final int size;
  private final int state;
  private final int packets;
  private final int ipBytes;
  private final int flowLabel;
  private final int linkAddress;
  private final int idOrigH;
  private final int idOrigP;
  private final int idRespH;
  private final int idRespP;
  private final int idProto;
  private final int idContext;
  private final BooleanSupplier countsSizes;

  /// What every `conn_id` has as its context, as long as scripts add no fields to it.
  private final @Nullable Record sharedContext;

  private final RecordShape context;
  private final boolean keyOnVlans;

  /// Slots of the context for VLANs; -1 where scripts have none, or one of another type.
  private final int contextVlan;

  private final int contextInnerVlan;

  /// Records whose endpoints were filled since the queue was last drained.
  private final List<FilledRecord> filled = new ArrayList<>();

  private final SharedValues.Addresses addresses = new SharedValues.Addresses();
  private final SharedValues.Ports ports = new SharedValues.Ports();
  private final SharedValues.Links links = new SharedValues.Links();
  private final SharedValues.Histories histories = new SharedValues.Histories();

  /// @param countsSizes whether packets and bytes of IP are to be told
  public ConnRecords(Events events, BooleanSupplier countsSizes) {
    connection = events.record("connection");
    connId = events.record("conn_id");
    endpoint = events.record("endpoint");
    tunnels = new TunnelRecords(events);
    id = connection.slot("id");
    orig = connection.slot("orig");
    resp = connection.slot("resp");
    startTime = connection.slot("start_time");
    duration = connection.slot("duration");
    history = connection.slot("history");
    uid = connection.slot("uid");
    tunnel = connection.slot("tunnel");
    vlan = connection.slot("vlan");
    innerVlan = connection.slot("inner_vlan");
    size = endpoint.slot("size");
    state = endpoint.slot("state");
    packets = endpoint.slot("num_pkts");
    ipBytes = endpoint.slot("num_bytes_ip");
    flowLabel = endpoint.slot("flow_label");
    linkAddress = endpoint.slot("l2_addr");
    idOrigH = connId.slot("orig_h");
    idOrigP = connId.slot("orig_p");
    idRespH = connId.slot("resp_h");
    idRespP = connId.slot("resp_p");
    idProto = connId.slot("proto");
    idContext = connId.slot("ctx");
    RecordShape context = events.record("conn_id_ctx");
    sharedContext = context.type().size() == 0 ? context.make() : null;
    this.context = context;
    keyOnVlans = isKeyOnVlans(events);
    contextVlan = keyOnVlans ? intSlot("vlan") : -1;
    contextInnerVlan = keyOnVlans ? intSlot("inner_vlan") : -1;
    this.countsSizes = countsSizes;
  }

  /// The transport protocol's number in a port.
  public static int portProtocol(Transport transport) {
    return switch (transport) {
      case TCP -> Port.TCP;
      case UDP -> Port.UDP;
      case ICMP -> Port.ICMP;
      case UNKNOWN -> Port.UNKNOWN;
    };
  }

  Record make(Conn conn) {
    Flow flow = conn.flow();
    Record made = connection.make();
    fillId(flow, made.get(id));
    if (made instanceof FilledRecord filled) {
      filled.fillFrom(conn);
      filled.poke(orig, null);
      filled.poke(resp, null);
    } else {
      made.set(orig, endpoint(flow, Side.ORIGINATOR));
      made.set(resp, endpoint(flow, Side.RESPONDER));
    }
    made.set(history, Str.EMPTY);
    made.set(uid, conn.uid());
    Tunnels around = flow.tunnels();
    if (around != null && around.depth() > 0) {
      made.set(tunnel, tunnels.vector(around));
    }
    if (flow.vlan() != Packet.NO_VLAN) {
      made.set(vlan, (long) flow.vlan());
    }
    if (flow.innerVlan() != Packet.NO_VLAN) {
      made.set(innerVlan, (long) flow.innerVlan());
    }
    return made;
  }

  /// The `conn_id` of a flow.
  public Record id(Flow flow) {
    Record made = connId.make();
    fillId(flow, made);
    return made;
  }

  private void fillId(Flow flow, @Nullable Object of) {
    if (!(of instanceof Record made)) {
      return;
    }
    int proto = portProtocol(flow.transport());
    made.set(idOrigH, addresses.of(flow.origHigh(), flow.origLow()));
    made.set(idOrigP, ports.of(flow.origPort(), proto));
    made.set(idRespH, addresses.of(flow.respHigh(), flow.respLow()));
    made.set(idRespP, ports.of(flow.respPort(), proto));
    if (idContext >= 0) {
      if (sharedContext != null) {
        made.set(idContext, sharedContext);
      } else if (keyOnVlans) {
        made.set(idContext, context(flow));
      }
    }
    if (idProto >= 0) {
      made.set(idProto, (long) flow.protocol());
    }
  }

  /// Whether `ConnKey::factory` tells connections apart by their VLANs too.
  public static boolean isKeyOnVlans(Events events) {
    return events.global("ConnKey::factory") instanceof EnumType.Item factory
        && factory.name().equals("ConnKey::CONNKEY_VLAN_FIVETUPLE");
  }

  private int intSlot(String name) {
    int slot = context.type().slot(name);
    return slot >= 0 && context.type().field(slot).type() == Basic.INT ? slot : -1;
  }

  private Record context(Flow flow) {
    Record made = context.make();
    if (contextVlan >= 0 && flow.vlan() != Packet.NO_VLAN) {
      made.set(contextVlan, (long) flow.vlan());
    }
    if (contextInnerVlan >= 0 && flow.innerVlan() != Packet.NO_VLAN) {
      made.set(contextInnerVlan, (long) flow.innerVlan());
    }
    return made;
  }

  private Record endpoint(Flow flow, Side side) {
    Record made = endpoint.make();
    made.set(size, 0L);
    made.set(state, 0L);
    made.set(flowLabel, (long) flow.flowLabel(side));
    long address = flow.linkAddress(side);
    if (address != Packet.NO_ADDRESS && address != 0) {
      made.set(linkAddress, links.of(address));
    }
    return made;
  }

  /// An endpoint that a script asks for between events of its connection.
  @Nullable Object fill(Flow flow, int slot) {
    if (slot != orig && slot != resp) {
      return null;
    }
    Side side = Side.of(slot == orig);
    Record made = endpoint(flow, side);
    update(flow, made, side);
    return made;
  }

  /// A link-layer address as text, such as `00:11:22:33:44:55`.
  public static Str linkText(long address) {
    byte[] bytes = new byte[6];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (address >>> (8 * (5 - i)));
    }
    return Str.of(HexFormat.ofDelimiter(":").formatHex(bytes));
  }

  void update(Conn conn, Record made) {
    Flow flow = conn.flow();
    if (made instanceof FilledRecord filled) {
      update(flow, filled);
    } else {
      update(flow, made.get(orig), Side.ORIGINATOR);
      update(flow, made.get(resp), Side.RESPONDER);
    }
    made.set(startTime, seconds(flow.startNanos()));
    made.set(duration, seconds(flow.lastNanos()) - seconds(flow.startNanos()));
    if (conn.historyGrew()) {
      made.set(history, histories.of(flow));
    }
  }

  private void update(Flow flow, FilledRecord made) {
    if (made.peek(orig) == null || made.peek(resp) == null) {
      filled.add(made);
    }
    for (Side side : SIDES) {
      int slot = side.isOriginator() ? orig : resp;
      Object there = made.peek(slot);
      if (there == null) {
        there = endpoint(flow, side);
        made.poke(slot, there);
      }
      update(flow, there, side);
    }
  }

  /// Takes out the endpoints that no script has looked at, once nothing is queued.
  public void settle() {
    for (int i = 0; i < filled.size(); i++) {
      FilledRecord made = filled.get(i);
      if (!made.isTaken(orig)) {
        made.poke(orig, null);
      }
      if (!made.isTaken(resp)) {
        made.poke(resp, null);
      }
    }
    filled.clear();
  }

  /// Nanoseconds as the seconds that scripts have: microseconds are what a double of this size can
  /// hold.
  public static double seconds(long nanos) {
    long whole = nanos / 1_000_000_000L;
    long micros = nanos % 1_000_000_000L / 1000;
    return whole + micros / 1e6;
  }

  private void update(Flow flow, @Nullable Object of, Side side) {
    if (of instanceof Record made) {
      made.set(size, flow.size(side));
      made.set(state, (long) flow.state(side));
      if (countsSizes.getAsBoolean()) {
        made.set(packets, flow.packets(side));
        made.set(ipBytes, flow.ipBytes(side));
      }
      made.set(flowLabel, (long) flow.flowLabel(side));
    }
  }

  /// Swaps the sides in a record that scripts have.
  void flip(Conn conn, Record made) {
    Object first = made.get(orig);
    made.set(orig, made.get(resp));
    made.set(resp, first);
    if (made.get(id) instanceof Record old) {
      Object host = old.get(idOrigH);
      Object port = old.get(idOrigP);
      old.set(idOrigH, old.get(idRespH));
      old.set(idOrigP, old.get(idRespP));
      old.set(idRespH, host);
      old.set(idRespP, port);
    }
    conn.historyGrew();
    made.set(history, histories.of(conn.flow()));
  }

  /// The new tunnels of a flow as a value.
  public Object tunnels(Tunnels around) {
    return tunnels.vector(around);
  }
}
