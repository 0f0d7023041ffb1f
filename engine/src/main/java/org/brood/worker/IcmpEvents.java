package org.brood.worker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.brood.decode.Packet;
import org.brood.decode.WeirdSink;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.flow.Transport;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Vec;
import org.brood.wire.IcmpContext;
import org.brood.wire.IcmpMessage;
import org.brood.wire.IpProtocol;

/// Makes events of ICMP messages of both versions (RFC 792, RFC 4443, RFC 4861).
final class IcmpEvents {
  private static final String SOURCE = "ICMP";
  private static final int FIRST_INFORMATIONAL = 128;
  private static final int ADDRESS = 16;
  private static final double MILLI = 1e-3;

  private final RecordMaker maker;
  private final WeirdSink weirds;
  private final EventType sent;
  private final EventType sentPayload;
  private final EventType echoRequest;
  private final EventType echoReply;
  private final EventType errorMessage;
  private final EventType unreachable;
  private final EventType packetTooBig;
  private final EventType timeExceeded;
  private final EventType parameterProblem;
  private final EventType routerSolicitation;
  private final EventType routerAdvertisement;
  private final EventType neighborSolicitation;
  private final EventType neighborAdvertisement;
  private final EventType redirect;

  IcmpEvents(Events events, RecordMaker maker, WeirdSink weirds) {
    this.maker = maker;
    this.weirds = weirds;
    sent = events.type("icmp_sent");
    sentPayload = events.type("icmp_sent_payload");
    echoRequest = events.type("icmp_echo_request");
    echoReply = events.type("icmp_echo_reply");
    errorMessage = events.type("icmp_error_message");
    unreachable = events.type("icmp_unreachable");
    packetTooBig = events.type("icmp_packet_too_big");
    timeExceeded = events.type("icmp_time_exceeded");
    parameterProblem = events.type("icmp_parameter_problem");
    routerSolicitation = events.type("icmp_router_solicitation");
    routerAdvertisement = events.type("icmp_router_advertisement");
    neighborSolicitation = events.type("icmp_neighbor_solicitation");
    neighborAdvertisement = events.type("icmp_neighbor_advertisement");
    redirect = events.type("icmp_redirect");
  }

  void message(Flow flow, Packet packet, IcmpMessage message) {
    if (message.isEcho()) {
      echo(flow, packet, message);
    } else if (message.isV6()) {
      v6(flow, packet, message);
    } else {
      switch (message.type()) {
        case IcmpMessage.UNREACHABLE -> context(unreachable, flow, packet, message);
        case IcmpMessage.TIME_EXCEEDED -> context(timeExceeded, flow, packet, message);
        default -> other(flow, packet, message);
      }
    }
  }

  private void v6(Flow flow, Packet packet, IcmpMessage message) {
    switch (message.type()) {
      case IcmpMessage.V6_UNREACHABLE -> context(unreachable, flow, packet, message);
      case IcmpMessage.V6_PARAMETER_PROBLEM -> context(parameterProblem, flow, packet, message);
      case IcmpMessage.V6_TIME_EXCEEDED -> context(timeExceeded, flow, packet, message);
      case IcmpMessage.V6_PACKET_TOO_BIG -> context(packetTooBig, flow, packet, message);
      case IcmpMessage.V6_REDIRECT -> redirect(flow, packet, message);
      case IcmpMessage.V6_ROUTER_ADVERTISEMENT -> routerAdvertisement(flow, packet, message);
      case IcmpMessage.V6_NEIGHBOR_ADVERTISEMENT -> neighborAdvertisement(flow, packet, message);
      case IcmpMessage.V6_NEIGHBOR_SOLICITATION -> neighborSolicitation(flow, packet, message);
      case IcmpMessage.V6_ROUTER_SOLICITATION -> {
        if (routerSolicitation.isWanted()) {
          routerSolicitation.raise(record(flow), info(packet, message), options(flow, message, 0));
        }
      }
      default -> {
        if (message.type() < FIRST_INFORMATIONAL) {
          context(errorMessage, flow, packet, message);
        } else {
          other(flow, packet, message);
        }
      }
    }
  }

  private static Record record(Flow flow) {
    return FlowEvents.conn(flow).record();
  }

  private Record info(Packet packet, IcmpMessage message) {
    Record made = maker.make("icmp_info");
    made.set("v6", message.isV6());
    made.set("itype", (long) message.type());
    made.set("icode", (long) message.code());
    made.set("len", (long) message.length());
    made.set("ttl", (long) packet.ip.ttl());
    return made;
  }

  private void other(Flow flow, Packet packet, IcmpMessage message) {
    if (sent.isWanted()) {
      sent.raise(record(flow), info(packet, message));
    }
    if (sentPayload.isWanted()) {
      int length = Math.min(message.length(), message.captured());
      sentPayload.raise(
          record(flow),
          info(packet, message),
          RecordMaker.bytes(message.segment(), message.payload(), length));
    }
  }

  private void echo(Flow flow, Packet packet, IcmpMessage message) {
    EventType event = message.isEchoRequest() ? echoRequest : echoReply;
    if (event.isWanted()) {
      event.raise(
          record(flow),
          info(packet, message),
          (long) message.identifier(),
          (long) message.sequence(),
          RecordMaker.bytes(message.segment(), message.payload(), message.captured()));
    }
  }

  private void context(EventType event, Flow flow, Packet packet, IcmpMessage message) {
    if (event.isWanted()) {
      boolean checks = !packet.transportChecksumValid;
      event.raise(
          record(flow),
          info(packet, message),
          (long) message.code(),
          context(message.context(checks), message.isV6()));
    }
  }

  private Record context(IcmpContext context, boolean v6) {
    int transport = context.protocol() < 0 ? Port.UNKNOWN : Transport.of(context.protocol()).code();
    Record id = maker.make("conn_id");
    id.set("orig_h", new Addr(context.srcHigh(), context.srcLow()));
    id.set("orig_p", new Port(context.srcPort(), transport));
    id.set("resp_h", new Addr(context.dstHigh(), context.dstLow()));
    id.set("resp_p", new Port(context.dstPort(), transport));
    if (id.recordType().slot("proto") >= 0) {
      id.set("proto", (long) (v6 ? IpProtocol.ICMPV6 : IpProtocol.ICMP));
    }
    Record made = maker.make("icmp_context");
    made.set("id", id);
    made.set("len", (long) context.ipLength());
    made.set("proto", (long) transport);
    made.set("frag_offset", (long) context.fragmentOffset());
    made.set("bad_hdr_len", context.badHeaderLength());
    made.set("bad_checksum", context.badChecksum());
    made.set("MF", context.moreFragments());
    made.set("DF", context.dontFragment());
    return made;
  }

  // ---- neighbor discovery

  private boolean hasBody(IcmpMessage message, int needed, String kind) {
    if (message.captured() >= needed) {
      return true;
    }
    String detail = needed + " (length " + message.captured() + ")";
    weirds.netWeird("icmp6_" + kind + "_bad_opt_offset", detail, SOURCE);
    return false;
  }

  private void routerAdvertisement(Flow flow, Packet packet, IcmpMessage message) {
    if (!routerAdvertisement.isWanted() || !hasBody(message, 8, "ra")) {
      return;
    }
    int flags = message.u8(5);
    routerAdvertisement.raise(
        record(flow),
        info(packet, message),
        (long) message.u8(4),
        (flags & 0x80) != 0,
        (flags & 0x40) != 0,
        (flags & 0x20) != 0,
        (long) (flags & 0x18) >> 3,
        (flags & 0x04) != 0,
        (long) (flags & 0x02),
        (double) message.u16(6),
        RecordMaker.u32(message.segment(), message.payload()) * MILLI,
        RecordMaker.u32(message.segment(), message.payload() + 4) * MILLI,
        options(flow, message, 8));
  }

  private void neighborAdvertisement(Flow flow, Packet packet, IcmpMessage message) {
    if (!neighborAdvertisement.isWanted() || !hasBody(message, ADDRESS, "na")) {
      return;
    }
    int flags = message.u8(4);
    neighborAdvertisement.raise(
        record(flow),
        info(packet, message),
        (flags & 0x80) != 0,
        (flags & 0x40) != 0,
        (flags & 0x20) != 0,
        RecordMaker.v6(message.segment(), message.payload()),
        options(flow, message, ADDRESS));
  }

  private void neighborSolicitation(Flow flow, Packet packet, IcmpMessage message) {
    if (!neighborSolicitation.isWanted() || !hasBody(message, ADDRESS, "ns")) {
      return;
    }
    neighborSolicitation.raise(
        record(flow),
        info(packet, message),
        RecordMaker.v6(message.segment(), message.payload()),
        options(flow, message, ADDRESS));
  }

  private void redirect(Flow flow, Packet packet, IcmpMessage message) {
    if (!redirect.isWanted() || !hasBody(message, 2 * ADDRESS, "redirect")) {
      return;
    }
    redirect.raise(
        record(flow),
        info(packet, message),
        RecordMaker.v6(message.segment(), message.payload()),
        RecordMaker.v6(message.segment(), message.payload() + ADDRESS),
        options(flow, message, 2 * ADDRESS));
  }

  private Vec options(Flow flow, IcmpMessage message, int from) {
    List<Record> all = new ArrayList<>();
    MemorySegment data = message.segment();
    long at = message.payload() + from;
    long end = message.payload() + message.captured();
    while (at < end) {
      if (end - at < 2) {
        flow.weird("truncated_ICMPv6_ND_options", "", SOURCE);
        break;
      }
      int units = (int) RecordMaker.u8(data, at + 1);
      if (units == 0) {
        flow.weird("zero_length_ICMPv6_ND_option", "", SOURCE);
        break;
      }
      all.add(option(data, at, units, (int) (end - at - 2)));
      at += 8L * units;
    }
    return maker.vector("icmp6_nd_option", all);
  }

  private Record option(MemorySegment data, long at, int units, int left) {
    Record made = maker.make("icmp6_nd_option");
    int type = (int) RecordMaker.u8(data, at);
    int length = 8 * units - 2;
    long body = at + 2;
    made.set("otype", (long) type);
    made.set("len", (long) units);
    boolean whole = left >= length;
    if ((type == 1 || type == 2) && whole) {
      made.set("link_address", RecordMaker.bytes(data, body, length));
    } else if (type == 3 && left >= 30) {
      made.set("prefix", prefix(data, body));
    } else if (type == 4 && whole) {
      made.set("redirect", context(IcmpContext.ofIpv6(data, body + 6, length - 6), true));
    } else if (type == 5 && left >= 6) {
      made.set("mtu", RecordMaker.u32(data, body + 2));
    } else {
      made.set("payload", RecordMaker.bytes(data, body, Math.min(length, left)));
    }
    return made;
  }

  private Record prefix(MemorySegment data, long at) {
    Record made = maker.make("icmp6_nd_prefix_info");
    made.set("prefix_len", RecordMaker.u8(data, at));
    made.set("L_flag", RecordMaker.bit(data, at + 1, 0x80));
    made.set("A_flag", RecordMaker.bit(data, at + 1, 0x40));
    made.set("valid_lifetime", (double) RecordMaker.u32(data, at + 2));
    made.set("preferred_lifetime", (double) RecordMaker.u32(data, at + 6));
    made.set("prefix", RecordMaker.v6(data, at + 14));
    return made;
  }
}
