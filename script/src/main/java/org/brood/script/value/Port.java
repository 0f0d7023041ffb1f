package org.brood.script.value;

/// A port number with its transport protocol.
///
/// @param number 0 to 65535
/// @param proto Zeek's transport_proto: 0 unknown, 1 tcp, 2 udp, 3 icmp
public record Port(int number, int proto) implements Comparable<Port> {
  public static final int UNKNOWN = 0;
  public static final int TCP = 1;
  public static final int UDP = 2;
  public static final int ICMP = 3;

  public static String protoName(int proto) {
    return switch (proto) {
      case TCP -> "tcp";
      case UDP -> "udp";
      case ICMP -> "icmp";
      default -> "unknown";
    };
  }

  /// The protocol that a word names, -1 if it names none.
  public static int proto(String name) {
    return switch (name) {
      case "tcp" -> TCP;
      case "udp" -> UDP;
      case "icmp" -> ICMP;
      case "unknown" -> UNKNOWN;
      default -> -1;
    };
  }

  /// Number and protocol in one, as Zeek orders ports.
  public int bits() {
    return proto << 16 | number;
  }

  @Override
  public int compareTo(Port other) {
    return Integer.compare(bits(), other.bits());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Port other && number == other.number && proto == other.proto;
  }

  @Override
  public int hashCode() {
    return bits() * 0x9E3779B1;
  }

  @Override
  public String toString() {
    return number + "/" + protoName(proto);
  }
}
