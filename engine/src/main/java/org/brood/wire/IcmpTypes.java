package org.brood.wire;

/// Which ICMP message answers which.
public final class IcmpTypes {
  private IcmpTypes() {}

  /// The type that answers an ICMP type, or that it answers; -1 when it has none.
  public static int counterpart4(int type) {
    return switch (type) {
      case IcmpMessage.ECHO -> IcmpMessage.ECHO_REPLY;
      case IcmpMessage.ECHO_REPLY -> IcmpMessage.ECHO;
      case IcmpMessage.TIMESTAMP -> IcmpMessage.TIMESTAMP_REPLY;
      case IcmpMessage.TIMESTAMP_REPLY -> IcmpMessage.TIMESTAMP;
      case IcmpMessage.INFORMATION_REQUEST -> IcmpMessage.INFORMATION_REPLY;
      case IcmpMessage.INFORMATION_REPLY -> IcmpMessage.INFORMATION_REQUEST;
      case IcmpMessage.ROUTER_SOLICITATION -> IcmpMessage.ROUTER_ADVERTISEMENT;
      case IcmpMessage.ROUTER_ADVERTISEMENT -> IcmpMessage.ROUTER_SOLICITATION;
      case IcmpMessage.MASK_REQUEST -> IcmpMessage.MASK_REPLY;
      case IcmpMessage.MASK_REPLY -> IcmpMessage.MASK_REQUEST;
      default -> -1;
    };
  }

  /// The same for ICMPv6.
  public static int counterpart6(int type) {
    return switch (type) {
      case IcmpMessage.V6_ECHO -> IcmpMessage.V6_ECHO_REPLY;
      case IcmpMessage.V6_ECHO_REPLY -> IcmpMessage.V6_ECHO;
      case IcmpMessage.V6_ROUTER_SOLICITATION -> IcmpMessage.V6_ROUTER_ADVERTISEMENT;
      case IcmpMessage.V6_ROUTER_ADVERTISEMENT -> IcmpMessage.V6_ROUTER_SOLICITATION;
      case IcmpMessage.V6_NEIGHBOR_SOLICITATION -> IcmpMessage.V6_NEIGHBOR_ADVERTISEMENT;
      case IcmpMessage.V6_NEIGHBOR_ADVERTISEMENT -> IcmpMessage.V6_NEIGHBOR_SOLICITATION;
      case IcmpMessage.V6_LISTENER_QUERY -> IcmpMessage.V6_LISTENER_REPORT;
      case IcmpMessage.V6_LISTENER_REPORT -> IcmpMessage.V6_LISTENER_QUERY;
      case IcmpMessage.V6_NODE_QUERY -> IcmpMessage.V6_NODE_REPLY;
      case IcmpMessage.V6_NODE_REPLY -> IcmpMessage.V6_NODE_QUERY;
      case IcmpMessage.V6_HOME_AGENT_REQUEST -> IcmpMessage.V6_HOME_AGENT_REPLY;
      case IcmpMessage.V6_HOME_AGENT_REPLY -> IcmpMessage.V6_HOME_AGENT_REQUEST;
      default -> -1;
    };
  }
}
