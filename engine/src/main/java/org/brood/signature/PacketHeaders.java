package org.brood.signature;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.flow.Flow;
import org.brood.flow.Side;
import org.brood.script.value.Addr;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.jspecify.annotations.Nullable;

/// The headers of a packet as conditions of signatures ask for them; used again for each packet.
final class PacketHeaders {
  private static final int V4_ADDRESSES = 12;
  private static final int V6_ADDRESSES = 8;
  private static final int PORTS = 4;
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment invented = Arena.ofAuto().allocate(PORTS);
  private MemorySegment data = MemorySegment.NULL;
  private long start;
  private long transport;
  private long end;
  private boolean v4;
  private boolean hasIp;
  private int protocol;
  private @Nullable Addr source;
  private @Nullable Addr destination;

  /// Takes a packet.
  void wrap(IpHeader ip) {
    data = ip.segment();
    start = ip.start();
    transport = ip.payload();
    end = start + ip.available();
    v4 = ip.isIpv4();
    hasIp = true;
    protocol = ip.protocol();
    source = null;
    destination = null;
  }

  /// Takes what a packet of this side would have: for streams that come out of other streams.
  void invent(Flow flow, Side from) {
    boolean forth = from.isOriginator();
    Addr originator = new Addr(flow.origHigh(), flow.origLow());
    Addr responder = new Addr(flow.respHigh(), flow.respLow());
    source = forth ? originator : responder;
    destination = forth ? responder : originator;
    invented.set(U16, 0, (short) (forth ? flow.origPort() : flow.respPort()));
    invented.set(U16, 2, (short) (forth ? flow.respPort() : flow.origPort()));
    data = invented;
    transport = 0;
    end = PORTS;
    hasIp = false;
    protocol =
        switch (flow.transport()) {
          case TCP -> IpProtocol.TCP;
          case UDP -> IpProtocol.UDP;
          case ICMP, UNKNOWN -> flow.protocol();
        };
  }

  int protocol() {
    return protocol;
  }

  /// The source in the fixed header.
  Addr source() {
    Addr known = source;
    if (known == null) {
      known = address(0);
      source = known;
    }
    return known;
  }

  /// The destination in the fixed header.
  Addr destination() {
    Addr known = destination;
    if (known == null) {
      known = address(1);
      destination = known;
    }
    return known;
  }

  private Addr address(int index) {
    if (v4) {
      return Addr.v4(data.get(U32, start + V4_ADDRESSES + 4L * index));
    }
    long at = start + V6_ADDRESSES + 16L * index;
    return new Addr(data.get(U64, at), data.get(U64, at + 8));
  }

  /// A number in a header, or -1 if it is not there.
  long number(HeaderTest.Layer layer, long offset, int size) {
    long base =
        switch (layer) {
          case IPV4 -> hasIp && v4 ? start : -1;
          case IPV6 -> hasIp && !v4 ? start : -1;
          case TRANSPORT -> transport;
        };
    if (base < 0 || offset > end - base - size) {
      return -1;
    }
    long at = base + offset;
    return switch (size) {
      case 1 -> data.get(ValueLayout.JAVA_BYTE, at) & 0xff;
      case 2 -> data.get(U16, at) & 0xffff;
      default -> data.get(U32, at) & 0xffff_ffffL;
    };
  }
}
