package org.brood.flow;

import org.brood.decode.Packet;
import org.brood.wire.IpHeader;

/// The endpoints of a packet, and the key that is the same in both directions: the lower endpoint
/// first. One object is filled again for each packet.
///
/// Ports are compared as Zeek compares them, by the bytes of the header read as a little-endian
/// number; this decides only when both addresses are the same, and in which order flows end.
final class FlowKey {
  long srcHigh;
  long srcLow;
  long dstHigh;
  long dstLow;
  int srcPort;
  int dstPort;
  int protocol;

  long key0;
  long key1;
  long key2;
  long key3;
  long ports;
  long context;

  /// Whether the key has the packet's destination first.
  boolean destinationFirst;

  int hash;

  private final long seed0;
  private final long seed1;

  /// @param seed0 random, so that nobody can choose colliding endpoints
  FlowKey(long seed0, long seed1) {
    this.seed0 = seed0;
    this.seed1 = seed1;
  }

  /// Fills in the endpoints of a packet; `oneWay` keeps them in the packet's order.
  void set(Packet packet, int srcPort, int dstPort, boolean oneWay, boolean onVlans) {
    IpHeader ip = packet.ip;
    context = onVlans ? context(packet.vlan(), packet.innerVlan()) : 0;
    set(
        ip.srcHigh(),
        ip.srcLow(),
        srcPort,
        ip.dstHigh(),
        ip.dstLow(),
        dstPort,
        packet.protocol,
        oneWay);
  }

  private static final int NO_VLAN = 0xffff;

  /// What tells flows of these VLANs apart from others.
  static long context(long vlan, long innerVlan) {
    return (vlan & 0xffff) << 16 | (innerVlan & 0xffff);
  }

  void set(
      long fromHigh,
      long fromLow,
      int fromPort,
      long toHigh,
      long toLow,
      int toPort,
      int ofProtocol,
      boolean oneWay) {
    srcHigh = fromHigh;
    srcLow = fromLow;
    dstHigh = toHigh;
    dstLow = toLow;
    srcPort = fromPort;
    dstPort = toPort;
    protocol = ofProtocol;
    destinationFirst = !oneWay && !isSourceFirst();
    if (destinationFirst) {
      key0 = toHigh;
      key1 = toLow;
      key2 = fromHigh;
      key3 = fromLow;
      ports = ports(toPort, fromPort, ofProtocol);
    } else {
      key0 = fromHigh;
      key1 = fromLow;
      key2 = toHigh;
      key3 = toLow;
      ports = ports(fromPort, toPort, ofProtocol);
    }
    long mixed = (key0 ^ seed0) * 0x9e3779b97f4a7c15L;
    mixed = (Long.rotateLeft(mixed, 29) ^ key1) * 0xc2b2ae3d27d4eb4fL;
    mixed = (Long.rotateLeft(mixed, 31) ^ key2 ^ seed1) * 0x9e3779b97f4a7c15L;
    mixed = (Long.rotateLeft(mixed, 29) ^ key3) * 0xc2b2ae3d27d4eb4fL;
    mixed = (Long.rotateLeft(mixed, 31) ^ ports ^ context << 40) * 0x9e3779b97f4a7c15L;
    hash = (int) (mixed >>> 32 ^ mixed);
  }

  /// Two ports and the protocol in one number, the ports as they lie in memory.
  static long ports(int first, int second, int protocol) {
    return (long) swapped(first) << 32 | (long) swapped(second) << 16 | protocol;
  }

  private boolean isSourceFirst() {
    int order = Long.compareUnsigned(srcHigh, dstHigh);
    if (order == 0) {
      order = Long.compareUnsigned(srcLow, dstLow);
    }
    return order == 0 ? swapped(srcPort) < swapped(dstPort) : order < 0;
  }

  private static int swapped(int port) {
    return (port & 0xff) << 8 | (port >>> 8 & 0xff);
  }

  boolean isOf(Flow flow) {
    return flow.hash == hash
        && flow.keyPorts() == ports
        && flow.firstLow() == key1
        && flow.secondLow() == key3
        && flow.firstHigh() == key0
        && flow.secondHigh() == key2
        && flow.keyContext() == context;
  }

  /// The order in which flows end: that of the key's bytes in memory.
  static int compare(Flow a, Flow b) {
    int order = Long.compareUnsigned(a.firstHigh(), b.firstHigh());
    if (order == 0) {
      order = Long.compareUnsigned(a.firstLow(), b.firstLow());
    }
    if (order == 0) {
      order = Long.compareUnsigned(a.secondHigh(), b.secondHigh());
    }
    if (order == 0) {
      order = Long.compareUnsigned(a.secondLow(), b.secondLow());
    }
    if (order == 0) {
      order = Long.compare(inMemory(a.keyPorts()), inMemory(b.keyPorts()));
    }
    return order == 0
        ? Long.compare(contextInMemory(a.keyContext()), contextInMemory(b.keyContext()))
        : order;
  }

  private static long contextInMemory(long context) {
    return vlanInMemory((int) (context >>> 16)) << 32 | vlanInMemory((int) context & 0xffff);
  }

  /// The low byte of a VLAN comes first; none comes right after the VLAN 0.
  private static long vlanInMemory(int vlan) {
    return vlan == NO_VLAN ? 1 : 2L * swapped(vlan);
  }

  /// Ports as they stand in the header, and the protocol, whose low byte comes first.
  private static long inMemory(long ports) {
    long first = swapped((int) (ports >>> 32));
    long second = swapped((int) (ports >>> 16) & 0xffff);
    return first << 32 | second << 16 | swapped((int) ports & 0xffff);
  }
}
