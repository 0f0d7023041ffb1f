package org.brood.wire;

/// Protocol numbers of IP headers (IANA "Protocol Numbers").
public final class IpProtocol {
  public static final int HOP_BY_HOP = 0;
  public static final int ICMP = 1;
  public static final int IGMP = 2;
  public static final int IPV4 = 4;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int IPV6 = 41;
  public static final int ROUTING = 43;
  public static final int FRAGMENT = 44;
  public static final int GRE = 47;
  public static final int ESP = 50;
  public static final int AH = 51;
  public static final int ICMPV6 = 58;
  public static final int NONE = 59;
  public static final int DESTINATION_OPTIONS = 60;
  public static final int MOBILITY = 135;
  public static final int RAW = 255;

  private IpProtocol() {}

  /// Whether a header of this kind belongs to the IPv6 header chain (RFC 8200, section 4).
  static boolean isExtension(int protocol) {
    return switch (protocol) {
      case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, FRAGMENT, AH, ESP, MOBILITY -> true;
      default -> false;
    };
  }
}
