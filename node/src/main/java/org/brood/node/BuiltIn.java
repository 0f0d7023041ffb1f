package org.brood.node;

import java.io.PrintStream;
import java.util.List;

/// What `zeek -N` lists: the parts that Zeek calls plugins, and that are built in here.
final class BuiltIn {
  private record Part(String name, String purpose) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("AF_Packet", "live capture by AF_PACKET"),
          new Part("ARP", "ARP packets"),
          new Part("AYIYA", "AYIYA tunnels"),
          new Part("AsciiReader", "input from text"),
          new Part("AsciiWriter", "logs as text and JSON"),
          new Part("BinaryReader", "input from bytes"),
          new Part("ConfigReader", "input of options"),
          new Part("DNS", "DNS over UDP and TCP, NetBIOS names"),
          new Part("Ethernet", "Ethernet frames"),
          new Part("FDDI", "FDDI frames"),
          new Part("FileDataEvent", "the bytes of files, as events"),
          new Part("FileExtract", "files kept on disk"),
          new Part("FileHash", "hashes of files"),
          new Part("GRE", "GRE tunnels"),
          new Part("GTPv1", "GTPv1 tunnels"),
          new Part("Geneve", "Geneve tunnels"),
          new Part("HTTP", "HTTP/0.9 to HTTP/1.1"),
          new Part("ICMP", "ICMP and ICMPv6"),
          new Part("IEEE802_11", "wireless frames"),
          new Part("IEEE802_11_Radio", "wireless frames with radiotap headers"),
          new Part("IP", "IPv4 and IPv6 packets, fragments"),
          new Part("LinuxSLL", "Linux cooked capture"),
          new Part("LinuxSLL2", "Linux cooked capture, version 2"),
          new Part("MPLS", "MPLS labels"),
          new Part("NFLog", "packets from netfilter's log"),
          new Part("NoneWriter", "logs that go nowhere"),
          new Part("PBB", "provider backbone bridges"),
          new Part("PPP", "PPP"),
          new Part("PPPoE", "PPP over Ethernet"),
          new Part("PcapReader", "packets from pcap and pcapng files"),
          new Part("RawReader", "input from files and programs as they are"),
          new Part("SQLiteReader", "input from SQLite databases"),
          new Part("SQLiteWriter", "logs in SQLite databases"),
          new Part("TCP", "TCP: states, streams"),
          new Part("Teredo", "Teredo tunnels"),
          new Part("UDP", "UDP"),
          new Part("VLAN", "VLAN tags"),
          new Part("VNTag", "VN-Tags"),
          new Part("VXLAN", "VXLAN tunnels"));

  private BuiltIn() {}

  static void print(PrintStream out) {
    for (Part part : PARTS) {
      out.println("Zeek::" + part.name() + " - " + part.purpose() + " (built-in)");
    }
  }
}
