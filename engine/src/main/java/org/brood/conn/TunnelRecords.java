package org.brood.conn;

import java.util.ArrayList;
import java.util.List;
import org.brood.decode.Encapsulation;
import org.brood.decode.TunnelType;
import org.brood.decode.Tunnels;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.script.type.EnumType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Makes the vector of the tunnels that a connection came through, the outermost first.
final class TunnelRecords {
  private final Events events;
  private final RecordShape level;
  private final RecordShape connId;

  TunnelRecords(Events events) {
    this.events = events;
    this.level = events.record("Tunnel::EncapsulatingConn");
    this.connId = events.record("conn_id");
  }

  Vec vector(Tunnels tunnels) {
    List<Object> levels = new ArrayList<>();
    for (int i = 0; i < tunnels.depth(); i++) {
      levels.add(record(tunnels.at(i)));
    }
    return Vec.of(new VectorType(level.type()), levels);
  }

  private Record record(Encapsulation tunnel) {
    Record id = connId.make();
    id.set("orig_h", new Addr(tunnel.srcHigh(), tunnel.srcLow()));
    id.set("orig_p", new Port(tunnel.srcPort(), tunnel.transport()));
    id.set("resp_h", new Addr(tunnel.dstHigh(), tunnel.dstLow()));
    id.set("resp_p", new Port(tunnel.dstPort(), tunnel.transport()));
    id.set("proto", (long) tunnel.ipProtocol());
    Record made = level.make();
    made.set("cid", id);
    made.set("tunnel_type", item(tunnel.type()));
    made.set("uid", Str.of(tunnel.uid().base62("C")));
    return made;
  }

  private EnumType.@Nullable Item item(TunnelType type) {
    return events.item("Tunnel::Type", (long) type.ordinal());
  }
}
