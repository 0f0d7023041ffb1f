package org.brood.testkit;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/// Builds packets from the outside in: link layer, IP, transport, payload.
///
/// ```java
/// byte[] frame = Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(1234, 53).payload(query).build();
/// ```
///
/// Lengths and checksums are filled in when the packet is built; setters for wrong ones say so. It
/// is a reading of the RFCs of its own: no class of the product is used.
public final class Packets {
  public static final int FIN = 0x01;
  public static final int SYN = 0x02;
  public static final int RST = 0x04;
  public static final int PSH = 0x08;
  public static final int ACK = 0x10;
  public static final int URG = 0x20;

  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final int FRAGMENT = 44;

  private final List<byte[]> link = new ArrayList<>();
  private int etherType = -1;
  private boolean ethernet;
  private boolean ipv4;
  private byte[] source = {};
  private byte[] destination = {};
  private int protocol = 255;
  private int ttl = 64;
  private int identification;
  private int fragmentOffset = -1;
  private boolean moreFragments;
  private boolean dontFragment;
  private byte[] ipOptions = {};
  private int totalLength = -1;
  private boolean badIpChecksum;
  private final List<byte[]> extensions = new ArrayList<>();
  private final List<Integer> extensionTypes = new ArrayList<>();

  private int transport = -1;
  private int srcPort;
  private int dstPort;
  private long sequence;
  private long acknowledgment;
  private int flags;
  private int window = 65_535;
  private byte[] tcpOptions = {};
  private int icmpType;
  private int icmpCode;
  private int icmpRest;
  private boolean badChecksum;
  private byte[] payload = {};

  private Packets() {}

  /// An Ethernet frame between two fixed addresses.
  public static Packets ethernet() {
    return ethernet("02:00:00:00:00:01", "02:00:00:00:00:02");
  }

  public static Packets ethernet(String from, String to) {
    Packets packet = new Packets();
    packet.ethernet = true;
    packet.link.add(concat(mac(to), mac(from)));
    return packet;
  }

  /// An IP packet without a link layer.
  public static Packets raw() {
    return new Packets();
  }

  /// Adds an IEEE 802.1Q tag; `tpid` is usually 0x8100.
  public Packets vlan(int tpid, int tag) {
    link.add(concat(u16(tpid), u16(tag)));
    return this;
  }

  /// Sets the EtherType, when it is not that of IP, and ends the link layer with these bytes.
  public Packets etherType(int type, byte... header) {
    etherType = type;
    link.add(concat(u16(type), header));
    return this;
  }

  public Packets ipv4(String from, String to) {
    ipv4 = true;
    source = address(from);
    destination = address(to);
    return this;
  }

  public Packets ipv6(String from, String to) {
    ipv4 = false;
    source = address(from);
    destination = address(to);
    return this;
  }

  /// The protocol of a payload that this class does not know.
  public Packets protocol(int number) {
    protocol = number;
    return this;
  }

  public Packets ttl(int hops) {
    ttl = hops;
    return this;
  }

  public Packets identification(int id) {
    identification = id;
    return this;
  }

  public Packets dontFragment() {
    dontFragment = true;
    return this;
  }

  /// Makes it a fragment: `payload` then is a piece of the datagram's payload.
  public Packets fragment(int id, int offset, boolean more) {
    identification = id;
    fragmentOffset = offset;
    moreFragments = more;
    return this;
  }

  /// IPv4 options, a multiple of four bytes.
  public Packets ipOptions(byte... options) {
    ipOptions = options.clone();
    return this;
  }

  /// An IPv6 extension header without its first byte, which names the next one.
  public Packets extension(int type, byte... rest) {
    extensionTypes.add(type);
    extensions.add(rest.clone());
    return this;
  }

  /// A wrong total length (IPv4) or payload length (IPv6).
  public Packets totalLength(int length) {
    totalLength = length;
    return this;
  }

  public Packets badIpChecksum() {
    badIpChecksum = true;
    return this;
  }

  public Packets tcp(int from, int to, int withFlags) {
    transport = TCP;
    srcPort = from;
    dstPort = to;
    flags = withFlags;
    return this;
  }

  public Packets sequence(long number) {
    sequence = number;
    return this;
  }

  public Packets acknowledgment(long number) {
    acknowledgment = number;
    return this;
  }

  public Packets window(int size) {
    window = size;
    return this;
  }

  /// TCP options, a multiple of four bytes.
  public Packets tcpOptions(byte... options) {
    tcpOptions = options.clone();
    return this;
  }

  public Packets udp(int from, int to) {
    transport = UDP;
    srcPort = from;
    dstPort = to;
    return this;
  }

  /// An ICMP message; `rest` are the four bytes after the checksum.
  public Packets icmp(int type, int code, int rest) {
    transport = ICMP;
    icmpType = type;
    icmpCode = code;
    icmpRest = rest;
    return this;
  }

  /// A wrong checksum of the transport header.
  public Packets badChecksum() {
    badChecksum = true;
    return this;
  }

  public Packets payload(byte... bytes) {
    payload = bytes.clone();
    return this;
  }

  public Packets payload(String text) {
    payload = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return this;
  }

  /// The packet.
  public byte[] build() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    link.forEach(out::writeBytes);
    if (ethernet && etherType < 0 && source.length > 0) {
      out.writeBytes(u16(ipv4 ? 0x0800 : 0x86dd));
    }
    if (source.length > 0) {
      out.writeBytes(ip(transportBytes()));
    } else {
      out.writeBytes(payload);
    }
    return out.toByteArray();
  }

  /// Only the transport header and the payload: what fragments carry.
  public byte[] datagram() {
    return transportBytes();
  }

  private byte[] transportBytes() {
    return switch (transport) {
      case TCP -> tcpBytes();
      case UDP -> udpBytes();
      case ICMP -> icmpBytes();
      default -> payload;
    };
  }

  private byte[] tcpBytes() {
    byte[] header =
        concat(
            u16(srcPort),
            u16(dstPort),
            u32(sequence),
            u32(acknowledgment),
            new byte[] {(byte) ((20 + tcpOptions.length) / 4 << 4), (byte) flags},
            u16(window),
            new byte[4],
            tcpOptions,
            payload);
    return withChecksum(header, 16, TCP);
  }

  private byte[] udpBytes() {
    byte[] header =
        concat(u16(srcPort), u16(dstPort), u16(8 + payload.length), new byte[2], payload);
    return withChecksum(header, 6, UDP);
  }

  private byte[] icmpBytes() {
    byte[] message =
        concat(new byte[] {(byte) icmpType, (byte) icmpCode, 0, 0}, u32(icmpRest), payload);
    return withChecksum(message, 2, ipv4 ? ICMP : ICMPV6);
  }

  private byte[] withChecksum(byte[] bytes, int at, int number) {
    long sum = sum(bytes);
    if (number != ICMP) {
      sum += sum(source) + sum(destination) + number + bytes.length;
    }
    int checksum = ~fold(sum) & 0xffff;
    if (number == UDP && checksum == 0) {
      checksum = 0xffff;
    }
    if (badChecksum) {
      checksum ^= 0x5555;
    }
    bytes[at] = (byte) (checksum >>> 8);
    bytes[at + 1] = (byte) checksum;
    return bytes;
  }

  private int number() {
    if (transport == ICMP && !ipv4) {
      return ICMPV6;
    }
    return transport < 0 ? protocol : transport;
  }

  private byte[] ip(byte[] body) {
    return ipv4 ? ipv4Bytes(body) : ipv6Bytes(body);
  }

  private byte[] ipv4Bytes(byte[] body) {
    int headerLength = 20 + ipOptions.length;
    int offsetField =
        (dontFragment ? 0x4000 : 0)
            | (moreFragments ? 0x2000 : 0)
            | Math.max(fragmentOffset, 0) / 8;
    byte[] header =
        concat(
            new byte[] {(byte) (0x40 | headerLength / 4), 0},
            u16(totalLength >= 0 ? totalLength : headerLength + body.length),
            u16(identification),
            u16(offsetField),
            new byte[] {(byte) ttl, (byte) number(), 0, 0},
            source,
            destination,
            ipOptions);
    int checksum = ~fold(sum(header)) & 0xffff ^ (badIpChecksum ? 0x5555 : 0);
    header[10] = (byte) (checksum >>> 8);
    header[11] = (byte) checksum;
    return concat(header, body);
  }

  private byte[] ipv6Bytes(byte[] body) {
    byte[] chain = body;
    int next = number();
    if (fragmentOffset >= 0) {
      int field = fragmentOffset & 0xfff8 | (moreFragments ? 1 : 0);
      chain = concat(new byte[] {(byte) next, 0}, u16(field), u32(identification), chain);
      next = FRAGMENT;
    }
    for (int i = extensions.size() - 1; i >= 0; i--) {
      chain = concat(new byte[] {(byte) next}, extensions.get(i), chain);
      next = extensionTypes.get(i);
    }
    return concat(
        new byte[] {0x60, 0, 0, 0},
        u16(totalLength >= 0 ? totalLength : chain.length),
        new byte[] {(byte) next, (byte) ttl},
        source,
        destination,
        chain);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] u16(int value) {
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  static byte[] u32(long value) {
    return concat(u16((int) (value >>> 16)), u16((int) value));
  }

  private static long sum(byte[] bytes) {
    long sum = 0;
    for (int i = 0; i < bytes.length; i++) {
      sum += (bytes[i] & 0xffL) << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) folded;
  }

  private static byte[] mac(String text) {
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) Integer.parseInt(parts[i], 16);
    }
    return bytes;
  }

  private static byte[] address(String text) {
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
