package org.brood.worker;

import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.flow.Side;
import org.brood.script.value.Port;
import org.brood.script.value.Table;

/// Which connections' payload the scripts want as events: `tcp_content_delivery_ports_orig` and its
/// like.
final class ContentPorts {
  private final Events events;
  private final boolean responderPort;
  private final boolean tcpAllOrig;
  private final boolean tcpAllResp;
  private final boolean udpAllOrig;
  private final boolean udpAllResp;

  ContentPorts(Events events) {
    this.events = events;
    responderPort = events.bool("udp_content_delivery_ports_use_resp", false);
    tcpAllOrig = events.bool("tcp_content_deliver_all_orig", false);
    tcpAllResp = events.bool("tcp_content_deliver_all_resp", false);
    udpAllOrig = events.bool("udp_content_deliver_all_orig", false);
    udpAllResp = events.bool("udp_content_deliver_all_resp", false);
  }

  private boolean isSet(String table, Port port) {
    return events.global(table) instanceof Table t && Boolean.TRUE.equals(t.get(port));
  }

  boolean wantsTcp(Flow flow, Side side) {
    boolean orig = side.isOriginator();
    return (orig ? tcpAllOrig : tcpAllResp)
        || isSet(
            orig ? "tcp_content_delivery_ports_orig" : "tcp_content_delivery_ports_resp",
            new Port(flow.respPort(), Port.TCP));
  }

  boolean wantsUdp(Flow flow, Side side) {
    boolean orig = side.isOriginator();
    if (orig ? udpAllOrig : udpAllResp) {
      return true;
    }
    Port source = new Port(orig ? flow.origPort() : flow.respPort(), Port.UDP);
    Port destination = new Port(orig ? flow.respPort() : flow.origPort(), Port.UDP);
    if (isSet("udp_content_ports", destination) || isSet("udp_content_ports", source)) {
      return true;
    }
    return isSet(
        orig ? "udp_content_delivery_ports_orig" : "udp_content_delivery_ports_resp",
        responderPort ? new Port(flow.respPort(), Port.UDP) : destination);
  }
}
