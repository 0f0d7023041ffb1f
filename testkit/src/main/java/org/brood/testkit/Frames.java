package org.brood.testkit;

import java.nio.ByteBuffer;

/// Changes in frames that are built already. Checksums are not mended.
public final class Frames {
  private static final int ETHERNET = 14;
  private static final int TYPE = 12;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int VLAN = 0x8100;
  private static final int IPV4_HEADER = 20;
  private static final int TTL = 64;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final int GRE = 47;
  private static final int TCP = 6;
  private static final int SOURCE = ETHERNET + 12;
  private static final int DESTINATION = ETHERNET + 16;

  private Frames() {}

  /// Whether it is IPv4 in Ethernet, with no tag between.
  public static boolean isIpv4(byte[] frame) {
    return frame.length >= ETHERNET + IPV4_HEADER
        && Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(TYPE)) == IPV4;
  }

  /// Gives both IPv4 addresses another second byte, and a third if the number is large. Other
  /// frames stay as they are.
  public static void move(byte[] frame, int number) {
    if (isIpv4(frame)) {
      for (int at : new int[] {SOURCE, DESTINATION}) {
        frame[at + 1] ^= (byte) number;
        frame[at + 2] ^= (byte) (number >>> 8);
      }
    }
  }

  /// A number that both directions between two IPv4 hosts share, from 0 to 255.
  static int pair(byte[] frame) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    return (bytes.getInt(SOURCE) ^ bytes.getInt(DESTINATION)) * 0x9e37_79b9 >>> 24;
  }

  private static int ipHeader(byte[] frame) {
    return (frame[ETHERNET] & 0xf) * 4;
  }

  private static int ipEnd(byte[] frame) {
    int total = Short.toUnsignedInt(ByteBuffer.wrap(frame).getShort(ETHERNET + 2));
    return Math.min(frame.length, ETHERNET + Math.max(total, ipHeader(frame)));
  }

  static boolean isFragment(byte[] frame) {
    return (ByteBuffer.wrap(frame).getShort(ETHERNET + 6) & 0x3fff) != 0;
  }

  /// The same in IPv6, between addresses that end like those of IPv4.
  static byte[] ipv6(byte[] frame) {
    int begin = ETHERNET + ipHeader(frame);
    int length = ipEnd(frame) - begin;
    int protocol = frame[ETHERNET + 9];
    ByteBuffer made = ByteBuffer.allocate(ETHERNET + 40 + length);
    made.put(frame, 0, TYPE).putShort((short) IPV6);
    made.putInt(6 << 28).putShort((short) length);
    made.put((byte) (protocol == ICMP ? ICMPV6 : protocol)).put((byte) TTL);
    for (int at : new int[] {SOURCE, DESTINATION}) {
      made.putInt(0x2001_0db8).putLong(0).put(frame, at, 4);
    }
    return made.put(frame, begin, length).array();
  }

  /// The same with a tag of a VLAN.
  static byte[] tagged(byte[] frame, int vlan) {
    ByteBuffer made = ByteBuffer.allocate(frame.length + 4);
    made.put(frame, 0, TYPE).putShort((short) VLAN).putShort((short) vlan);
    return made.put(frame, TYPE, frame.length - TYPE).array();
  }

  /// The same in a tunnel of GRE between two routers.
  static byte[] tunnelled(byte[] frame) {
    int inner = frame.length - ETHERNET;
    ByteBuffer made = ByteBuffer.allocate(frame.length + IPV4_HEADER + 4);
    made.put(frame, 0, ETHERNET);
    made.putShort((short) 0x4500).putShort((short) (IPV4_HEADER + 4 + inner)).putInt(0);
    made.put((byte) TTL).put((byte) GRE).putShort((short) 0);
    made.putInt(0x0a09_0901).putInt(0x0a09_0902);
    made.putShort((short) 0).putShort((short) IPV4);
    return made.put(frame, ETHERNET, inner).array();
  }

  /// The length of what a TCP segment carries; 0 for other frames.
  static int tcpPayload(byte[] frame) {
    if (frame[ETHERNET + 9] != TCP || isFragment(frame)) {
      return 0;
    }
    int tcp = ETHERNET + ipHeader(frame);
    return tcp + 13 > frame.length ? 0 : Math.max(0, ipEnd(frame) - tcp - tcpHeader(frame));
  }

  private static int tcpHeader(byte[] frame) {
    return (frame[ETHERNET + ipHeader(frame) + 12] >> 4 & 0xf) * 4;
  }

  /// A part of a TCP segment, as a segment of its own.
  ///
  /// @param from the first byte of what it carries
  /// @param to behind the last
  static byte[] part(byte[] frame, int from, int to) {
    int tcp = ETHERNET + ipHeader(frame);
    int payload = tcp + tcpHeader(frame);
    ByteBuffer made = ByteBuffer.allocate(payload + to - from);
    made.put(frame, 0, payload).put(frame, payload + from, to - from);
    made.putShort(ETHERNET + 2, (short) (payload - ETHERNET + to - from));
    made.putInt(tcp + 4, made.getInt(tcp + 4) + from);
    return made.array();
  }
}
