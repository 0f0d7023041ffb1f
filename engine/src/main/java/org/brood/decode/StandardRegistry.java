package org.brood.decode;

import org.brood.capture.LinkType;
import org.brood.wire.IpProtocol;

/// Who follows whom when no script says otherwise: the tables of the base scripts.
final class StandardRegistry {
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;
  static final int ARP = 0x0806;
  static final int REVERSE_ARP = 0x8035;
  private static final int VLAN = 0x8100;
  private static final int PROVIDER_VLAN = 0x88a8;
  private static final int OLD_PROVIDER_VLAN = 0x9100;
  private static final int MPLS = 0x8847;
  private static final int PBB = 0x88e7;
  private static final int PPPOE = 0x8864;
  private static final int VNTAG = 0x8926;
  private static final int BRIDGED_ETHERNET = 0x6558;
  private static final int PPP_MPLS = 0x0281;
  private static final int PPP_IPV4 = 0x0021;
  private static final int PPP_IPV6 = 0x0057;

  /// `AF_INET`, and the three values of `AF_INET6` on BSD systems.
  private static final int[] FAMILIES = {2, 24, 28, 30};

  private StandardRegistry() {}

  static void register(Decoder decoder) {
    link(decoder, LinkType.NULL, "NULL");
    link(decoder, LinkType.LOOP, "LOOP");
    link(decoder, LinkType.ETHERNET, "ETHERNET");
    link(decoder, LinkType.PPP, "PPP");
    link(decoder, LinkType.FDDI, "FDDI");
    link(decoder, LinkType.PPP_SERIAL, "PPPSERIAL");
    link(decoder, LinkType.LINUX_SLL, "LINUXSLL");
    link(decoder, LinkType.LINUX_SLL2, "LINUXSLL2");
    link(decoder, LinkType.NFLOG, "NFLOG");
    link(decoder, LinkType.IEEE802_11, "IEEE802_11");
    link(decoder, LinkType.IEEE802_11_RADIO, "IEEE802_11_RADIO");
    byDefault(decoder, "ROOT", "IP");
    byDefault(decoder, "FDDI", "IP");
    byDefault(decoder, "SKIP", "IP");
    byDefault(decoder, "MPLS", "IP");
    byDefault(decoder, "PBB", "ETHERNET");
    for (String parent : new String[] {"ETHERNET", "VLAN"}) {
      etherTypes(decoder, parent);
      child(decoder, parent, MPLS, "MPLS");
      child(decoder, parent, PBB, "PBB");
      child(decoder, parent, VLAN, "VLAN");
      child(decoder, parent, PPPOE, "PPPOE");
      child(decoder, parent, VNTAG, "VNTAG");
      child(decoder, parent, LinkAnalyzers.SNAP_KEY, "SNAP");
      child(decoder, parent, LinkAnalyzers.NOVELL_KEY, "NOVELL_802_3");
      child(decoder, parent, LinkAnalyzers.LLC_KEY, "LLC");
    }
    for (String parent : new String[] {"ETHERNET", "VNTAG"}) {
      child(decoder, parent, VLAN, "VLAN");
      child(decoder, parent, PROVIDER_VLAN, "VLAN");
      child(decoder, parent, OLD_PROVIDER_VLAN, "VLAN");
    }
    for (String parent : new String[] {"SNAP", "LINUXSLL", "LINUXSLL2", "IEEE802_11"}) {
      etherTypes(decoder, parent);
    }
    pointToPoint(decoder);
    transports(decoder);
  }

  private static void pointToPoint(Decoder decoder) {
    for (int family : FAMILIES) {
      child(decoder, "NULL", family, "IP");
      child(decoder, "LOOP", family, "IP");
    }
    for (String parent : new String[] {"PPP", "PPPSERIAL", "PPPOE"}) {
      child(decoder, parent, PPP_IPV4, "IP");
      child(decoder, parent, PPP_IPV6, "IP");
    }
    child(decoder, "PPP", PPP_MPLS, "MPLS");
    child(decoder, "PPPSERIAL", PPP_MPLS, "MPLS");
    child(decoder, "NFLOG", 2, "IP");
    child(decoder, "NFLOG", 10, "IP");
  }

  private static void transports(Decoder decoder) {
    byDefault(decoder, "IP", "UNKNOWN_IP_TRANSPORT");
    child(decoder, "IP", IpProtocol.TCP, "TCP");
    child(decoder, "IP", IpProtocol.UDP, "UDP");
    child(decoder, "IP", IpProtocol.ICMP, "ICMP");
    child(decoder, "IP", IpProtocol.ICMPV6, "ICMP");
    child(decoder, "IP", IpProtocol.IPV4, "IPTUNNEL");
    child(decoder, "IP", IpProtocol.IPV6, "IPTUNNEL");
    child(decoder, "IP", IpProtocol.GRE, "GRE");
    tunnels(decoder);
  }

  private static void tunnels(Decoder decoder) {
    byDefault(decoder, "GRE", "IPTUNNEL");
    byDefault(decoder, "IPTUNNEL", "IP");
    byDefault(decoder, "VXLAN", "ETHERNET");
    byDefault(decoder, "TEREDO", "IP");
    byDefault(decoder, "GTPV1", "IP");
    child(decoder, "IEEE802_11_RADIO", LinkType.IEEE802_11, "IEEE802_11");
    child(decoder, "GENEVE", BRIDGED_ETHERNET, "ETHERNET");
    child(decoder, "GENEVE", IPV4, "IP");
    child(decoder, "GENEVE", IPV6, "IP");
    child(decoder, "GENEVE", ARP, "ARP");
    child(decoder, "AYIYA", IpProtocol.IPV4, "IP");
    child(decoder, "AYIYA", IpProtocol.IPV6, "IP");
    child(decoder, "UDP", 5072, "AYIYA");
    child(decoder, "UDP", 6081, "GENEVE");
    child(decoder, "UDP", 4754, "GRE");
    child(decoder, "UDP", 2152, "GTPV1");
    child(decoder, "UDP", 2123, "GTPV1");
    child(decoder, "UDP", 3544, "TEREDO");
    child(decoder, "UDP", 4789, "VXLAN");
    detect(decoder, "UDP", "AYIYA");
    detect(decoder, "UDP", "TEREDO");
  }

  private static void detect(Decoder decoder, String parent, String child) {
    PacketAnalyzer from = decoder.analyzer(parent);
    PacketAnalyzer to = decoder.analyzer(child);
    if (from != null && to != null) {
      from.registerDetection(to);
    }
  }

  private static void etherTypes(Decoder decoder, String parent) {
    child(decoder, parent, IPV4, "IP");
    child(decoder, parent, IPV6, "IP");
    child(decoder, parent, ARP, "ARP");
    child(decoder, parent, REVERSE_ARP, "ARP");
  }

  private static void link(Decoder decoder, int linkType, String child) {
    child(decoder, "ROOT", linkType, child);
  }

  private static void child(Decoder decoder, String parent, long identifier, String child) {
    PacketAnalyzer from = decoder.analyzer(parent);
    PacketAnalyzer to = decoder.analyzer(child);
    if (from != null && to != null) {
      from.register(identifier, to);
    }
  }

  private static void byDefault(Decoder decoder, String parent, String child) {
    PacketAnalyzer from = decoder.analyzer(parent);
    PacketAnalyzer to = decoder.analyzer(child);
    if (from != null && to != null) {
      from.registerDefault(to);
    }
  }
}
