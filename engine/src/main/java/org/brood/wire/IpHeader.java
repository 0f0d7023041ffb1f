package org.brood.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An IPv4 header with its options, or an IPv6 header with its extension headers, where they lie
/// (RFC 791, section 3.1; RFC 8200, sections 3 and 4).
///
/// The view is wrapped again for each packet. Addresses are two `long`s, an IPv4 address in its
/// mapped form `::ffff:a.b.c.d`. The caller has checked that the fixed part of the header is there;
/// extension headers are taken as far as they are whole.
public final class IpHeader {
  public static final int IPV4_LENGTH = 20;
  public static final int IPV6_LENGTH = 40;

  /// The upper 32 bits of the lower half of a mapped IPv4 address.
  public static final long MAPPED = 0xffff_0000_0000L;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt U32 =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong U64 =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private static final int HOME_ADDRESS_OPTION = 201;
  private static final int DONT_FRAGMENT = 0x4000;
  private static final int MORE_FRAGMENTS = 0x2000;

  private MemorySegment segment = MemorySegment.NULL;
  private long start;
  private boolean ipv4;
  private boolean reassembled;
  private long available;
  private int headerLength;
  private long srcHigh;
  private long srcLow;
  private long dstHigh;
  private long dstLow;

  private int headerCount;
  private byte[] headerTypes = new byte[8];
  private int[] headerOffsets = new int[8];
  private boolean hasHomeAddress;
  private boolean hasFinalDestination;

  /// Takes an IPv4 header of which `available` bytes are here, 20 at least.
  public void wrapIpv4(MemorySegment in, long at, long available, boolean reassembled) {
    this.segment = in;
    this.start = at;
    this.available = available;
    this.reassembled = reassembled;
    ipv4 = true;
    headerCount = 1;
    headerLength = (in.get(ValueLayout.JAVA_BYTE, at) & 0x0f) * 4;
    srcHigh = 0;
    dstHigh = 0;
    srcLow = MAPPED | Integer.toUnsignedLong(in.get(U32, at + 12));
    dstLow = MAPPED | Integer.toUnsignedLong(in.get(U32, at + 16));
  }

  /// Takes an IPv6 header of which `available` bytes are here, 40 at least.
  public void wrapIpv6(
      MemorySegment in, long at, long available, boolean reassembled, HeaderProblems problems) {
    wrapIpv6(in, at, available, reassembled, -1, problems);
  }

  /// Takes the header of a reassembled datagram: the field that announced a fragment header is set
  /// to `nextInsteadOfFragment`, unless that is -1.
  public void wrapIpv6(
      MemorySegment in,
      long at,
      long available,
      boolean reassembled,
      int nextInsteadOfFragment,
      HeaderProblems problems) {
    this.segment = in;
    this.start = at;
    this.available = available;
    this.reassembled = reassembled;
    ipv4 = false;
    headerCount = 0;
    headerLength = 0;
    hasHomeAddress = false;
    hasFinalDestination = false;
    srcHigh = in.get(U64, at + 8);
    srcLow = in.get(U64, at + 16);
    dstHigh = in.get(U64, at + 24);
    dstLow = in.get(U64, at + 32);
    walkChain(available, nextInsteadOfFragment, problems);
  }

  private void walkChain(long available, int instead, HeaderProblems problems) {
    long left = available;
    int next = IpProtocol.IPV6;
    int current;
    do {
      if (left < 2) {
        return;
      }
      current = next;
      long at = start + headerLength;
      next = nextHeader(current, at);
      int length = length(current, at);
      if (length > left) {
        return;
      }
      if (instead >= 0 && next == IpProtocol.FRAGMENT) {
        long field = current == IpProtocol.IPV6 ? at + 6 : at;
        if (current != IpProtocol.ESP) {
          segment.set(ValueLayout.JAVA_BYTE, field, (byte) instead);
        }
        next = instead;
      }
      add(current);
      if (current == IpProtocol.ROUTING) {
        routing(at, length, problems);
      } else if (current == IpProtocol.DESTINATION_OPTIONS) {
        destinationOptions(at, length, problems);
      }
      headerLength += length;
      left -= length;
    } while (current != IpProtocol.FRAGMENT
        && current != IpProtocol.ESP
        && current != IpProtocol.MOBILITY
        && IpProtocol.isExtension(next));
  }

  private void add(int type) {
    if (headerCount == headerTypes.length) {
      headerTypes = Arrays.copyOf(headerTypes, 2 * headerCount);
      headerOffsets = Arrays.copyOf(headerOffsets, 2 * headerCount);
    }
    headerTypes[headerCount] = (byte) type;
    headerOffsets[headerCount++] = headerLength;
  }

  private int nextHeader(int type, long at) {
    return switch (type) {
      case IpProtocol.IPV6 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at + 6));
      case IpProtocol.ESP -> IpProtocol.NONE;
      default -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at));
    };
  }

  private int length(int type, long at) {
    return switch (type) {
      case IpProtocol.IPV6 -> IPV6_LENGTH;
      case IpProtocol.FRAGMENT, IpProtocol.ESP -> 8;
      case IpProtocol.AH -> 8 + 4 * Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at + 1));
      default -> 8 + 8 * Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at + 1));
    };
  }

  /// Finds the final destination: the last address of a routing header that has segments left.
  private void routing(long at, int length, HeaderProblems problems) {
    if (hasFinalDestination) {
      problems.found(this, "multiple_routing_headers", "");
      return;
    }
    int lengthField = u8(at + 1);
    int type = u8(at + 2);
    int segmentsLeft = u8(at + 3);
    switch (type) {
      case 0 -> {
        if (segmentsLeft > 0 && lengthField >= 2) {
          if (lengthField % 2 == 0) {
            finalDestination(at + length - 16);
          } else {
            problems.found(this, "odd_routing0_len", "");
          }
        }
        problems.found(this, "routing0_hdr", "");
      }
      case 2 -> {
        if (segmentsLeft > 0) {
          if (lengthField == 2) {
            finalDestination(at + length - 16);
          } else {
            problems.found(this, "bad_routing2_len", "");
          }
        }
      }
      default -> problems.found(this, "unknown_routing_type", Integer.toString(type));
    }
  }

  private void finalDestination(long at) {
    hasFinalDestination = true;
    dstHigh = segment.get(U64, at);
    dstLow = segment.get(U64, at + 8);
  }

  /// Finds the home address of Mobile IPv6, which is the true source (RFC 6275, section 6.3).
  private void destinationOptions(long from, int length, HeaderProblems problems) {
    long at = from + 2;
    int left = length - 2;
    while (left > 0) {
      int type = u8(at);
      if (type == 0) {
        at++;
        left--;
        continue;
      }
      if (left < 2 || left < 2 + u8(at + 1)) {
        problems.found(this, "bad_ipv6_dest_opt_len", "");
        return;
      }
      int optionLength = u8(at + 1);
      if (type == HOME_ADDRESS_OPTION) {
        homeAddress(at + 2, optionLength, problems);
      }
      at += 2 + optionLength;
      left -= 2 + optionLength;
    }
  }

  private void homeAddress(long at, int length, HeaderProblems problems) {
    if (length != 16) {
      problems.found(this, "bad_home_addr_len", "");
    } else if (hasHomeAddress) {
      problems.found(this, "multiple_home_addr_opts", "");
    } else {
      hasHomeAddress = true;
      srcHigh = segment.get(U64, at);
      srcLow = segment.get(U64, at + 8);
    }
  }

  private int u8(long at) {
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, at));
  }

  private int u16(long at) {
    return Short.toUnsignedInt(segment.get(U16, at));
  }

  public MemorySegment segment() {
    return segment;
  }

  /// Where the header begins in [#segment].
  public long start() {
    return start;
  }

  public boolean isIpv4() {
    return ipv4;
  }

  public boolean isReassembled() {
    return reassembled;
  }

  /// How many bytes of header and payload are here.
  public long available() {
    return available;
  }

  /// All headers: options and extension headers too.
  public int headerLength() {
    return headerLength;
  }

  /// Header and payload, as the header says; 0 in an IPv4 header means that the sender left the
  /// length to its network card.
  public int totalLength() {
    return ipv4 ? u16(start + 2) : u16(start + 4) + IPV6_LENGTH;
  }

  /// The payload's length, as the header says, modulo 2^16; 0 when an IPv4 header has no length.
  public int payloadLength() {
    if (ipv4) {
      int total = u16(start + 2);
      return total == 0 ? 0 : total - headerLength & 0xffff;
    }
    return u16(start + 4) + IPV6_LENGTH - headerLength & 0xffff;
  }

  /// Where the payload begins in [#segment].
  public long payload() {
    return start + headerLength;
  }

  /// The payload's protocol.
  public int protocol() {
    return ipv4 ? u8(start + 9) : nextHeader(lastHeader(), lastHeaderStart());
  }

  /// The type of the last header of an IPv6 chain; [IpProtocol#RAW] for IPv4.
  public int lastHeader() {
    return ipv4 ? IpProtocol.RAW : headerType(headerCount - 1);
  }

  /// Where the last header of an IPv6 chain begins.
  public long lastHeaderStart() {
    return headerStart(headerCount - 1);
  }

  /// How many headers there are, extension headers included.
  public int headerCount() {
    return headerCount;
  }

  public int headerType(int index) {
    return Byte.toUnsignedInt(headerTypes[index]);
  }

  /// Where the header of this index begins in [#segment].
  public long headerStart(int index) {
    return start + headerOffsets[index];
  }

  /// The length of the header of this index.
  public int headerLength(int index) {
    return length(headerType(index), headerStart(index));
  }

  /// The source: the home address if a mobile node gives one.
  public long srcHigh() {
    return srcHigh;
  }

  public long srcLow() {
    return srcLow;
  }

  /// The destination: the last stop of a routing header if one has segments left.
  public long dstHigh() {
    return dstHigh;
  }

  public long dstLow() {
    return dstLow;
  }

  /// The source that stands in the fixed header.
  public long headerSrcHigh() {
    return ipv4 ? 0 : segment.get(U64, start + 8);
  }

  public long headerSrcLow() {
    return ipv4 ? srcLow : segment.get(U64, start + 16);
  }

  /// Time to live, or hop limit.
  public int ttl() {
    return u8(start + (ipv4 ? 8 : 7));
  }

  /// The type of service, or traffic class.
  public int tos() {
    return ipv4 ? u8(start + 1) : u16(start) >>> 4 & 0xff;
  }

  public int flowLabel() {
    return ipv4 ? 0 : segment.get(U32, start) & 0xfffff;
  }

  public int ipv4Checksum() {
    return u16(start + 10);
  }

  public boolean isFragment() {
    return ipv4 ? (u16(start + 6) & 0x3fff) != 0 : lastHeader() == IpProtocol.FRAGMENT;
  }

  /// The fragment's place in the datagram, in bytes.
  public int fragmentOffset() {
    if (ipv4) {
      return (u16(start + 6) & 0x1fff) * 8;
    }
    return isFragment() ? u16(lastHeaderStart() + 2) & 0xfff8 : 0;
  }

  /// The identification that fragments of a datagram share.
  public int identification() {
    if (ipv4) {
      return u16(start + 4);
    }
    return isFragment() ? segment.get(U32, lastHeaderStart() + 4) : 0;
  }

  public boolean moreFragments() {
    if (ipv4) {
      return (u16(start + 6) & MORE_FRAGMENTS) != 0;
    }
    return isFragment() && (u16(lastHeaderStart() + 2) & 1) != 0;
  }

  public boolean dontFragment() {
    return ipv4 && (u16(start + 6) & DONT_FRAGMENT) != 0;
  }
}
