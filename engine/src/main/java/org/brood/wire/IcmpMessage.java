package org.brood.wire;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// An ICMP message of either version where it lies (RFC 792; RFC 4443, section 2.1): eight bytes of
/// header, then what the type says.
public final class IcmpMessage {
  public static final int HEADER = 8;

  public static final int ECHO_REPLY = 0;
  public static final int UNREACHABLE = 3;
  public static final int REDIRECT = 5;
  public static final int ECHO = 8;
  public static final int ROUTER_ADVERTISEMENT = 9;
  public static final int ROUTER_SOLICITATION = 10;
  public static final int TIME_EXCEEDED = 11;
  public static final int TIMESTAMP = 13;
  public static final int TIMESTAMP_REPLY = 14;
  public static final int INFORMATION_REQUEST = 15;
  public static final int INFORMATION_REPLY = 16;
  public static final int MASK_REQUEST = 17;
  public static final int MASK_REPLY = 18;

  public static final int V6_UNREACHABLE = 1;
  public static final int V6_PACKET_TOO_BIG = 2;
  public static final int V6_TIME_EXCEEDED = 3;
  public static final int V6_PARAMETER_PROBLEM = 4;
  public static final int V6_ECHO = 128;
  public static final int V6_ECHO_REPLY = 129;
  public static final int V6_LISTENER_QUERY = 130;
  public static final int V6_LISTENER_REPORT = 131;
  public static final int V6_ROUTER_SOLICITATION = 133;
  public static final int V6_ROUTER_ADVERTISEMENT = 134;
  public static final int V6_NEIGHBOR_SOLICITATION = 135;
  public static final int V6_NEIGHBOR_ADVERTISEMENT = 136;
  public static final int V6_REDIRECT = 137;
  public static final int V6_ROUTER_RENUMBERING = 138;
  public static final int V6_NODE_QUERY = 139;
  public static final int V6_NODE_REPLY = 140;
  public static final int V6_HOME_AGENT_REQUEST = 144;
  public static final int V6_HOME_AGENT_REPLY = 145;

  private static final ValueLayout.OfShort U16 =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long start;
  private boolean v6;
  private int length;
  private int captured;

  /// Takes a message whose header is there.
  ///
  /// @param length of the payload behind the header
  /// @param captured how much of it is here; more, when there is padding
  public IcmpMessage wrap(MemorySegment in, long at, boolean v6, int length, int captured) {
    segment = in;
    start = at;
    this.v6 = v6;
    this.length = length;
    this.captured = captured;
    return this;
  }

  public MemorySegment segment() {
    return segment;
  }

  public long start() {
    return start;
  }

  public boolean isV6() {
    return v6;
  }

  public int type() {
    return u8(0);
  }

  public int code() {
    return u8(1);
  }

  /// The byte at `offset` of the header.
  public int u8(int offset) {
    return Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, start + offset));
  }

  public int u16(int offset) {
    return Short.toUnsignedInt(segment.get(U16, start + offset));
  }

  /// The identifier of an echo.
  public int identifier() {
    return u16(4);
  }

  /// The sequence number of an echo.
  public int sequence() {
    return u16(6);
  }

  public long payload() {
    return start + HEADER;
  }

  /// The payload's length, as the IP header says; negative when it says too little.
  public int length() {
    return length;
  }

  public int captured() {
    return captured;
  }

  public boolean isEcho() {
    return v6
        ? type() == V6_ECHO || type() == V6_ECHO_REPLY
        : type() == ECHO || type() == ECHO_REPLY;
  }

  public boolean isEchoRequest() {
    return type() == (v6 ? V6_ECHO : ECHO);
  }

  /// The packet that an error message is about.
  ///
  /// @param checks whether the checksum of its header shall be looked at
  public IcmpContext context(boolean checks) {
    return v6
        ? IcmpContext.ofIpv6(segment, payload(), captured)
        : IcmpContext.ofIpv4(segment, payload(), captured, checks);
  }
}
