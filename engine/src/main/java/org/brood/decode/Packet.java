package org.brood.decode;

import java.lang.foreign.MemorySegment;
import org.brood.capture.Frame;
import org.brood.wire.IpHeader;
import org.jspecify.annotations.Nullable;

/// One packet on its way through the analyzers: what they found out about it so far.
///
/// The object is used again for the next packet. A packet inside a tunnel is a packet of its own.
public final class Packet {
  /// No VLAN tag.
  public static final int NO_VLAN = -1;

  public static final int NO_SESSION = -1;

  /// No link-layer address.
  public static final long NO_ADDRESS = -1;

  /// What the network layer is.
  public enum Network {
    UNKNOWN,
    IPV4,
    IPV6,
    ARP
  }

  /// The packet with its link layer.
  public MemorySegment segment = MemorySegment.NULL;

  public long offset;

  /// How many bytes of it are here.
  public int capturedLength;

  /// How long it was.
  public int wireLength;

  /// When it was captured: whole microseconds, in nanoseconds since 1970.
  public long nanos;

  public int linkType;

  /// The innermost EtherType, if there is one.
  public int etherType;

  /// Tag control information of the outer VLAN tag, or [#NO_VLAN].
  public int vlanTag;

  public int innerVlanTag;

  /// Link-layer addresses: 48 bits, or [#NO_ADDRESS].
  public long linkSource;

  public long linkDestination;

  /// The PPPoE session's number, or -1.
  public int pppoeSession;

  public Network network = Network.UNKNOWN;

  /// The IP header; only of use when [#hasIp].
  public final IpHeader ip = new IpHeader();

  public boolean hasIp;

  /// The protocol of the IP payload, or -1.
  public int protocol;

  /// Checked by the network card already.
  public boolean networkChecksumValid;

  public boolean transportChecksumValid;

  /// The tunnels around this packet, or none.
  public @Nullable Tunnels tunnels;

  /// The kind of tunnel whose payload comes next.
  public TunnelType tunnelType = TunnelType.NONE;

  /// The version of the GRE header before the payload, or -1.
  public int greVersion;

  /// The link type of what GRE carries.
  public int greLinkType;

  /// The connection that the packet belongs to, once it is known.
  public @Nullable Session session;

  /// Whether the connection's originator sent it.
  public boolean fromOriginator;

  /// Whether something will be logged because of this packet.
  public boolean processed;

  /// Whether it shall be written to the file of recorded packets.
  public boolean record;

  /// How many of its bytes shall be written; 0 for all.
  public int recordLength;

  void begin(Frame frame, long time) {
    begin(
        frame.segment,
        frame.offset,
        frame.capturedLength,
        frame.wireLength,
        time,
        frame.linkType,
        null);
    transportChecksumValid = frame.checksumKnown;
  }

  /// Starts anew.
  public void begin(
      MemorySegment segment,
      long offset,
      int capturedLength,
      int wireLength,
      long nanos,
      int linkType,
      @Nullable Tunnels tunnels) {
    this.segment = segment;
    this.offset = offset;
    this.capturedLength = capturedLength;
    this.wireLength = wireLength;
    this.nanos = nanos;
    this.linkType = linkType;
    this.tunnels = tunnels;
    etherType = 0;
    vlanTag = NO_VLAN;
    innerVlanTag = NO_VLAN;
    linkSource = NO_ADDRESS;
    linkDestination = NO_ADDRESS;
    pppoeSession = NO_SESSION;
    network = Network.UNKNOWN;
    hasIp = false;
    protocol = -1;
    networkChecksumValid = false;
    transportChecksumValid = false;
    tunnelType = TunnelType.NONE;
    greVersion = -1;
    greLinkType = org.brood.capture.LinkType.RAW;
    session = null;
    fromOriginator = false;
    processed = false;
    record = false;
    recordLength = 0;
  }

  /// The outer VLAN's number, or [#NO_VLAN].
  public int vlan() {
    return vlanTag < 0 ? NO_VLAN : vlanTag & 0xfff;
  }

  /// The inner VLAN's number, or [#NO_VLAN].
  public int innerVlan() {
    return innerVlanTag < 0 ? NO_VLAN : innerVlanTag & 0xfff;
  }
}
