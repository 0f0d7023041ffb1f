package org.brood.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.brood.bytes.Checksum;

/// What an ICMP error message shows of the packet that it is about.
///
/// @param hasAddresses whether there was an IP header
/// @param protocol the protocol number of that header, or -1 when ports could not be read
/// @param srcPort the source port; for ICMP the type
/// @param dstPort the destination port; for ICMP the type of the answer or the code
/// @param ipLength the length in that header
/// @param badHeaderLength whether too little is there for ports
public record IcmpContext(
    boolean v6,
    boolean hasAddresses,
    long srcHigh,
    long srcLow,
    long dstHigh,
    long dstLow,
    int protocol,
    int srcPort,
    int dstPort,
    int ipLength,
    int fragmentOffset,
    boolean badHeaderLength,
    boolean badChecksum,
    boolean moreFragments,
    boolean dontFragment) {

  private static final int PORTS = 4;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final HeaderProblems UNHEEDED = (_, _, _) -> {};

  /// Reads the IPv4 packet at `at`, of which `length` bytes are here.
  public static IcmpContext ofIpv4(MemorySegment in, long at, int length, boolean checks) {
    if (length < IpHeader.IPV4_LENGTH) {
      return none(false);
    }
    IpHeader ip = new IpHeader();
    ip.wrapIpv4(in, at, length, false);
    boolean whole = ip.headerLength() <= length;
    boolean bad =
        whole && checks && Checksum.fold(Checksum.sum(in, at, ip.headerLength())) != 0xffff;
    return of(ip, length, bad);
  }

  /// Reads the IPv6 packet at `at`, of which `length` bytes are here.
  public static IcmpContext ofIpv6(MemorySegment in, long at, int length) {
    if (length < IpHeader.IPV6_LENGTH) {
      return none(true);
    }
    IpHeader ip = new IpHeader();
    ip.wrapIpv6(in, at, length, false, UNHEEDED);
    return of(ip, length, false);
  }

  private static IcmpContext none(boolean v6) {
    return new IcmpContext(v6, false, 0, 0, 0, 0, -1, 0, 0, 0, 0, true, false, false, false);
  }

  private static IcmpContext of(IpHeader ip, int length, boolean badChecksum) {
    boolean hasPorts = length >= ip.headerLength() + PORTS;
    int protocol = hasPorts ? ip.protocol() : -1;
    int srcPort = 0;
    int dstPort = 0;
    MemorySegment in = ip.segment();
    if (protocol == IpProtocol.TCP || protocol == IpProtocol.UDP) {
      srcPort = Short.toUnsignedInt(in.get(U16, ip.payload()));
      dstPort = Short.toUnsignedInt(in.get(U16, ip.payload() + 2));
    } else if (protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6) {
      srcPort = Byte.toUnsignedInt(in.get(ValueLayout.JAVA_BYTE, ip.payload()));
      int code = Byte.toUnsignedInt(in.get(ValueLayout.JAVA_BYTE, ip.payload() + 1));
      int answer = ip.isIpv4() ? IcmpTypes.counterpart4(srcPort) : IcmpTypes.counterpart6(srcPort);
      dstPort = answer < 0 ? code : answer;
    }
    return new IcmpContext(
        !ip.isIpv4(),
        true,
        ip.srcHigh(),
        ip.srcLow(),
        ip.dstHigh(),
        ip.dstLow(),
        protocol,
        srcPort,
        dstPort,
        ip.totalLength(),
        ip.fragmentOffset(),
        !hasPorts,
        badChecksum,
        ip.moreFragments(),
        ip.dontFragment());
  }
}
