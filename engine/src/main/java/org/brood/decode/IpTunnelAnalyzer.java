package org.brood.decode;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.agrona.collections.Object2ObjectHashMap;
import org.brood.wire.HeaderProblems;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.jspecify.annotations.Nullable;

/// IP in IP (RFC 2003, RFC 2473), and what GRE leaves: a packet after a header that is gone
/// already.
///
/// Such a tunnel has no connection. It is known by its two addresses and has an identifier of its
/// own for as long as something comes through it.
final class IpTunnelAnalyzer extends PacketAnalyzer {
  private final HeaderProblems problems;
  private final IpHeader inner = new IpHeader();
  private final Object2ObjectHashMap<Ends, Tunnel> tunnels = new Object2ObjectHashMap<>();

  private record Ends(long lowHigh, long lowLow, long highHigh, long highLow) {}

  private final class Tunnel extends Timer {
    private final Ends ends;
    private final Encapsulation level;
    private long lastNanos;

    Tunnel(Ends ends, Encapsulation level, long lastNanos) {
      this.ends = ends;
      this.level = level;
      this.lastNanos = lastNanos;
    }

    @Override
    public void expire(long nowNanos, boolean atEnd) {
      long timeout = decoder.options().ipTunnelTimeoutNanos;
      if (nowNanos - lastNanos >= timeout) {
        tunnels.remove(ends);
      } else if (!atEnd) {
        decoder.timers().add(this, nowNanos + timeout);
      }
    }
  }

  IpTunnelAnalyzer(Decoder decoder, HeaderProblems problems) {
    super(decoder, "IPTUNNEL");
    this.problems = problems;
  }

  @Override
  public boolean analyze(Packet packet, MemorySegment data, long offset, int length) {
    if (!packet.hasIp || isTooDeepHere(packet)) {
      return false;
    }
    boolean gre = packet.greVersion == 0;
    if (!gre) {
      InnerIp found = InnerIp.parse(inner, packet.protocol, data, offset, length, problems);
      String weird =
          switch (found) {
            case OK -> "";
            case BAD_PROTOCOL -> "invalid_inner_IP_version";
            case TOO_SHORT -> "truncated_inner_IP";
            case TOO_LONG -> "inner_IP_payload_length_mismatch";
          };
      if (!weird.isEmpty()) {
        weird(weird, packet);
        return false;
      }
    }
    Encapsulation level = level(packet);
    return inside(packet, level, data, offset, gre ? length : inner.totalLength(), gre);
  }

  /// Like [#isTooDeepInTunnels], but without a connection that could be marked.
  private boolean isTooDeepHere(Packet packet) {
    Tunnels around = packet.tunnels;
    if (around == null || around.depth() < decoder.options().maxTunnelDepth) {
      return false;
    }
    weird("exceeded_tunnel_max_depth", packet);
    return true;
  }

  private Encapsulation level(Packet packet) {
    IpHeader ip = packet.ip;
    int order = Long.compareUnsigned(ip.srcHigh(), ip.dstHigh());
    if (order == 0) {
      order = Long.compareUnsigned(ip.srcLow(), ip.dstLow());
    }
    Ends ends =
        order < 0
            ? new Ends(ip.srcHigh(), ip.srcLow(), ip.dstHigh(), ip.dstLow())
            : new Ends(ip.dstHigh(), ip.dstLow(), ip.srcHigh(), ip.srcLow());
    @Nullable Tunnel known = tunnels.get(ends);
    long now = decoder.networkNanos();
    if (known != null) {
      known.lastNanos = now;
      return known.level;
    }
    Encapsulation level =
        new Encapsulation(
            packet.tunnelType,
            ip.srcHigh(),
            ip.srcLow(),
            ip.dstHigh(),
            ip.dstLow(),
            0,
            0,
            transport(ip.protocol()),
            ip.protocol(),
            decoder.uids().next());
    if (tunnels.size() < decoder.options().maxIpTunnels) {
      Tunnel tunnel = new Tunnel(ends, level, now);
      tunnels.put(ends, tunnel);
      decoder.timers().add(tunnel, now + decoder.options().ipTunnelTimeoutNanos);
    }
    return level;
  }

  private static int transport(int protocol) {
    return switch (protocol) {
      case IpProtocol.TCP -> 1;
      case IpProtocol.UDP -> 2;
      case IpProtocol.ICMP -> 3;
      default -> 0;
    };
  }

  private boolean inside(
      Packet packet,
      Encapsulation level,
      MemorySegment data,
      long offset,
      int length,
      boolean gre) {
    Tunnels around = packet.tunnels;
    if (around == null) {
      around = decoder.freshTunnels();
    }
    around.add(level);
    Packet inside = decoder.lendInner();
    int linkType = gre ? packet.greLinkType : org.brood.capture.LinkType.RAW;
    inside.begin(data, offset, length, length, packet.nanos, linkType, around);
    boolean understood = gre ? decoder.processInner(inside) : forward(inside, data, offset, length);
    packet.processed = inside.processed;
    packet.record = inside.record;
    packet.recordLength =
        inside.recordLength > 0 && data.equals(packet.segment)
            ? (int) (offset - packet.offset) + inside.recordLength
            : 0;
    decoder.releaseInner();
    return understood;
  }

  /// What is found where an IP packet should begin.
  enum InnerIp {
    OK,
    BAD_PROTOCOL,
    TOO_SHORT,
    TOO_LONG;

    /// Reads the header of an IP packet which should be `length` bytes long.
    static InnerIp parse(
        IpHeader into,
        int protocol,
        MemorySegment data,
        long offset,
        int length,
        HeaderProblems problems) {
      if (protocol == IpProtocol.IPV6) {
        if (length < IpHeader.IPV6_LENGTH) {
          return TOO_SHORT;
        }
        if (version(data, offset) != 6) {
          return BAD_PROTOCOL;
        }
        into.wrapIpv6(data, offset, length, false, problems);
      } else if (protocol == IpProtocol.IPV4) {
        if (length < IpHeader.IPV4_LENGTH || version(data, offset) != 4) {
          return BAD_PROTOCOL;
        }
        into.wrapIpv4(data, offset, length, false);
      } else {
        return BAD_PROTOCOL;
      }
      int difference = length - into.totalLength();
      return difference == 0 ? OK : difference < 0 ? TOO_SHORT : TOO_LONG;
    }

    private static int version(MemorySegment data, long offset) {
      return data.get(ValueLayout.JAVA_BYTE, offset) >>> 4 & 0xf;
    }
  }
}
