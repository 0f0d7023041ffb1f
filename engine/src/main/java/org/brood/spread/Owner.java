package org.brood.spread;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;

/// Says which worker a packet belongs to: the same for both directions of a connection, for all
/// fragments of a datagram, and for all connections between two hosts, so that a data connection
/// comes to the worker that saw it announced.
///
/// It is the pair of addresses that counts, of the innermost IP header behind VLAN tags, MPLS,
/// PPPoE, IP in IP, GRE (RFC 2784, ERSPAN too), VXLAN (RFC 7348) and Geneve (RFC 8926): all that
/// mirrored traffic comes in. Tunnels that hosts make themselves over UDP (GTP, Teredo, AYIYA)
/// belong to the hosts at their ends. Nothing is looked for inside of a fragment. What has no IP
/// addresses belongs to the first worker.
public final class Owner {
  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int ETHERTYPE_BRIDGED = 0x6558;
  private static final int ETHERTYPE_ERSPAN_2 = 0x88be;
  private static final int ETHERTYPE_ERSPAN_3 = 0x22eb;
  private static final int VXLAN_PORT = 4789;
  private static final int GENEVE_PORT = 6081;

  /// Headers in each other that are followed; what is deeper counts by the last one.
  private static final int MAX_HEADERS = 16;

  private final int workers;
  private MemorySegment data = MemorySegment.NULL;
  private long end;
  private int depth;
  private long hash;
  private boolean found;
  private boolean inside;
  private long wrapped;

  /// @param workers how many there are, at least one
  public Owner(int workers) {
    this.workers = workers;
  }

  /// How many packets were given to a worker by what a tunnel carries: the tunnel, and the
  /// connection around it where there is one, is seen by several workers.
  public long wrapped() {
    return wrapped;
  }

  /// The number of the worker that owns a frame, from 0.
  public int of(Frame frame) {
    data = frame.segment;
    end = frame.offset + frame.capturedLength;
    depth = 0;
    hash = 0;
    found = false;
    inside = false;
    if (!frame.weird.isEmpty()) {
      return 0;
    }
    link(frame.linkType, frame.offset);
    if (!found) {
      return 0;
    }
    wrapped += inside ? 1 : 0;
    return (int) ((hash >>> 32) * workers >>> 32);
  }

  private int u8(long at) {
    return data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  private int u16(long at) {
    return data.get(U16, at) & 0xffff;
  }

  private boolean has(long at, int bytes) {
    return at + bytes <= end;
  }

  private void link(int type, long at) {
    switch (type) {
      case LinkType.ETHERNET -> ethernet(at);
      case LinkType.RAW -> ip(at);
      case LinkType.NULL, LinkType.LOOP -> ip(at + 4);
      case LinkType.LINUX_SLL -> {
        if (has(at, 16)) {
          payload(u16(at + 14), at + 16);
        }
      }
      case LinkType.LINUX_SLL2 -> {
        if (has(at, 20)) {
          payload(u16(at), at + 20);
        }
      }
      case LinkType.PPP, LinkType.PPP_SERIAL -> ppp(at);
      case LinkType.IEEE802_11_RADIO -> {
        if (has(at, 4)) {
          wireless(at + (u8(at + 2) | u8(at + 3) << 8));
        }
      }
      case LinkType.IEEE802_11 -> wireless(at);
      default -> {}
    }
  }

  private void ethernet(long at) {
    if (has(at, 14)) {
      payload(u16(at + 12), at + 14);
    }
  }

  /// A data frame of 802.11 with an LLC/SNAP header (IEEE 802.11-2020, section 9.2).
  private void wireless(long at) {
    if (!has(at, 24) || (u8(at) & 0x0c) != 0x08) {
      return;
    }
    int bothWays = u8(at + 1) & 3;
    int quality = (u8(at) & 0x80) != 0 ? 2 : 0;
    long llc = at + 24 + (bothWays == 3 ? 6 : 0) + quality;
    if (has(llc, 8)) {
      payload(u16(llc + 6), llc + 8);
    }
  }

  private void ppp(long at) {
    long protocol = has(at, 2) && u16(at) == 0xff03 ? at + 2 : at;
    if (has(protocol, 2)) {
      pppPayload(u16(protocol), protocol + 2);
    }
  }

  private void pppPayload(int protocol, long at) {
    switch (protocol) {
      case 0x0021, 0x0057 -> ip(at);
      case 0x0281 -> mpls(at);
      default -> {}
    }
  }

  private void payload(int etherType, long at) {
    if (++depth > MAX_HEADERS) {
      return;
    }
    switch (etherType) {
      case ETHERTYPE_IPV4, ETHERTYPE_IPV6 -> ip(at);
      case 0x8100, 0x88a8, 0x9100 -> {
        if (has(at, 4)) {
          payload(u16(at + 2), at + 4);
        }
      }
      case 0x8847, 0x8848 -> mpls(at);
      case 0x8864 -> {
        if (has(at, 8)) {
          pppPayload(u16(at + 6), at + 8);
        }
      }
      case ETHERTYPE_BRIDGED -> ethernet(at);
      default -> {
        if (etherType < 0x600 && has(at, 8) && u16(at) == 0xaaaa) {
          payload(u16(at + 6), at + 8);
        }
      }
    }
  }

  private void mpls(long start) {
    long at = start;
    while (has(at, 4) && (u8(at + 2) & 1) == 0) {
      at += 4;
    }
    ip(at + 4);
  }

  private void ip(long at) {
    if (++depth > MAX_HEADERS || !has(at, 1)) {
      return;
    }
    switch (u8(at) >> 4) {
      case 4 -> ipv4(at);
      case 6 -> ipv6(at);
      default -> {}
    }
  }

  private void pair(long source, long destination) {
    inside = found;
    found = true;
    // The sum is the same for both directions; what is mixed before is not cancelled by it.
    hash = mix(mix(source) + mix(destination));
  }

  /// The finalizer of MurmurHash3.
  private static long mix(long bits) {
    long h = bits;
    h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }

  private void ipv4(long at) {
    if (!has(at, 20)) {
      return;
    }
    pair(data.get(U32, at + 12), data.get(U32, at + 16));
    boolean fragment = (u16(at + 6) & 0x3fff) != 0;
    if (!fragment) {
      inside(u8(at + 9), at + (u8(at) & 0xf) * 4L);
    }
  }

  private void ipv6(long start) {
    if (!has(start, 40)) {
      return;
    }
    pair(
        mix(data.get(U64, start + 8)) ^ data.get(U64, start + 16),
        mix(data.get(U64, start + 24)) ^ data.get(U64, start + 32));
    int next = u8(start + 6);
    long at = start + 40;
    for (int headers = 0; headers < MAX_HEADERS && has(at, 8); headers++) {
      switch (next) {
        case 0, 43, 60 -> {
          next = u8(at);
          at += (u8(at + 1) + 1) * 8L;
        }
        case 51 -> {
          next = u8(at);
          at += (u8(at + 1) + 2) * 4L;
        }
        default -> {
          inside(next, at);
          return;
        }
      }
    }
  }

  private void inside(int protocol, long at) {
    switch (protocol) {
      case 4, 41 -> ip(at);
      case 47 -> gre(at);
      case 17 -> udp(at);
      default -> {}
    }
  }

  private void gre(long at) {
    if (!has(at, 4)) {
      return;
    }
    int flags = u16(at);
    int version = flags & 7;
    int length =
        4
            + ((flags & 0xc000) != 0 ? 4 : 0)
            + ((flags & 0x2000) != 0 ? 4 : 0)
            + ((flags & 0x1000) != 0 ? 4 : 0);
    int type = u16(at + 2);
    if (version == 1) {
      // Point-to-point tunneling (RFC 2637): the acknowledgement is there by its own flag.
      int tunneled = 8 + ((flags & 0x1000) != 0 ? 4 : 0) + ((flags & 0x0080) != 0 ? 4 : 0);
      if ((flags & 0x1000) != 0) {
        ppp(at + tunneled);
      }
    } else if (type == ETHERTYPE_ERSPAN_2) {
      ethernet(at + length + ((flags & 0x1000) != 0 ? 8 : 0));
    } else if (type == ETHERTYPE_ERSPAN_3 && has(at + length, 12)) {
      ethernet(at + length + 12 + ((u8(at + length + 11) & 1) != 0 ? 8 : 0));
    } else {
      payload(type, at + length);
    }
  }

  private void udp(long at) {
    if (!has(at, 16)) {
      return;
    }
    int port = u16(at + 2);
    if (port == VXLAN_PORT && (u8(at + 8) & 0x08) != 0) {
      ethernet(at + 16);
    } else if (port == GENEVE_PORT && u8(at + 8) >> 6 == 0) {
      payload(u16(at + 10), at + 16 + (u8(at + 8) & 0x3f) * 4L);
    }
  }
}
