package org.brood.worker;

import java.lang.foreign.MemorySegment;
import org.brood.conn.ConnRecords;
import org.brood.decode.DecodeListener;
import org.brood.decode.Decoder;
import org.brood.decode.Packet;
import org.brood.decode.PacketAnalyzer;
import org.brood.decode.Session;
import org.brood.decode.WeirdSink;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Addr;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.jspecify.annotations.Nullable;

/// Makes events of packets as such, and of tunnels.
final class DecodeEvents implements DecodeListener {
  private final Events events;
  private final RecordMaker maker;
  private final PacketRecords records;
  private final GtpEvents gtpEvents;
  private final EventType networkTimeInit;
  private final EventType rawPacket;
  private final EventType notProcessed;
  private final EventType arpRequest;
  private final EventType arpReply;
  private final EventType badArp;
  private final EventType espPacket;
  private final EventType mobileMessage;
  private final EventType unknownProtocol;
  private final EventType confirmation;
  private final EventType violation;
  private final EventType vxlanPacket;
  private final EventType genevePacket;
  private final EventType newTeredo;
  private final EventType teredoPacket;
  private final EventType teredoAuthentication;
  private final EventType teredoOrigin;
  private final EventType teredoBubble;
  private final EventType newGtp;
  private @Nullable Decoder decoder;
  private @Nullable PacketRecorder recorder;
  private final boolean recordAll;

  DecodeEvents(Events events, PacketEvents packets, WeirdSink weirds) {
    this.events = events;
    this.maker = packets.maker();
    this.records = packets.records();
    this.gtpEvents = new GtpEvents(events, maker, weirds);
    networkTimeInit = events.type("network_time_init");
    rawPacket = events.type("raw_packet");
    notProcessed = events.type("packet_not_processed");
    arpRequest = events.type("arp_request");
    arpReply = events.type("arp_reply");
    badArp = events.type("bad_arp");
    espPacket = events.type("esp_packet");
    mobileMessage = events.type("mobile_ipv6_message");
    unknownProtocol = events.type("unknown_protocol");
    confirmation = events.type("analyzer_confirmation_info");
    violation = events.type("analyzer_violation_info");
    vxlanPacket = events.type("vxlan_packet");
    genevePacket = events.type("geneve_packet");
    newTeredo = events.type("new_teredo_state");
    teredoPacket = events.type("teredo_packet");
    teredoAuthentication = events.type("teredo_authentication");
    teredoOrigin = events.type("teredo_origin_indication");
    teredoBubble = events.type("teredo_bubble");
    newGtp = events.type("new_gtpv1_state");
    recordAll = events.bool("record_all_packets", true);
  }

  void attach(Decoder made) {
    decoder = made;
  }

  /// Records packets to a file from now on.
  void recordTo(PacketRecorder file) {
    recorder = file;
  }

  @Override
  public void timeBegan() {
    networkTimeInit.raise();
  }

  @Override
  public void packetDecoded(Packet packet) {
    if (rawPacket.isWanted()) {
      rawPacket.raise(records.rawHeader(packet));
    }
    PacketRecorder file = recorder;
    if (file != null && (recordAll || packet.record)) {
      file.write(packet, recordAll ? 0 : packet.recordLength);
    }
  }

  @Override
  public void notProcessed(Packet packet) {
    if (notProcessed.isWanted()) {
      notProcessed.raise(records.wholePacket(packet));
    }
  }

  // ---- ARP

  private static Str hardware(MemorySegment data, long at, long length) {
    return length < 6
        ? Str.EMPTY
        : ConnRecords.linkText(RecordMaker.u32(data, at) << 16 | RecordMaker.u16(data, at + 4));
  }

  private static Addr protocolAddress(MemorySegment data, long at, long length) {
    return length < 4 ? Addr.v4(0) : RecordMaker.v4(data, at);
  }

  @Override
  public void arp(boolean request, Packet packet, MemorySegment data, long offset) {
    EventType event = request ? arpRequest : arpReply;
    if (!event.isWanted()) {
      return;
    }
    long hardware = RecordMaker.u8(data, offset + 4);
    long protocol = RecordMaker.u8(data, offset + 5);
    long sender = offset + 8;
    long target = sender + hardware + protocol;
    event.raise(
        ConnRecords.linkText(Math.max(0, packet.linkSource)),
        ConnRecords.linkText(Math.max(0, packet.linkDestination)),
        protocolAddress(data, sender + hardware, protocol),
        hardware(data, sender, hardware),
        protocolAddress(data, target + hardware, protocol),
        hardware(data, target, hardware));
  }

  @Override
  public void badArp(String reason, Packet packet, MemorySegment data, long offset) {
    if (!badArp.isWanted()) {
      return;
    }
    long hardware = RecordMaker.u8(data, offset + 4);
    long protocol = RecordMaker.u8(data, offset + 5);
    long sender = offset + 8;
    long target = sender + hardware + protocol;
    badArp.raise(
        protocolAddress(data, sender + hardware, protocol),
        hardware(data, sender, hardware),
        protocolAddress(data, target + hardware, protocol),
        hardware(data, target, hardware),
        Str.of(reason));
  }

  // ---- IP

  @Override
  public void esp(Packet packet) {
    if (espPacket.isWanted()) {
      espPacket.raise(records.packetHeader(packet.ip));
    }
  }

  @Override
  public void mobility(Packet packet) {
    if (mobileMessage.isWanted()) {
      mobileMessage.raise(records.packetHeader(packet.ip));
    }
  }

  @Override
  public boolean wantsUnknownProtocols() {
    return unknownProtocol.isWanted();
  }

  @Override
  public void unknownProtocol(
      String analyzer, long protocol, MemorySegment data, long offset, int length) {
    Vec history = new Vec(new VectorType(Basic.STRING));
    Decoder d = decoder;
    for (int i = 0; d != null && i < d.depth(); i++) {
      history.add(Str.of(d.stackAnalyzer(i).name()));
    }
    unknownProtocol.raise(
        Str.of(analyzer), protocol, RecordMaker.bytes(data, offset, length), history);
  }

  // ---- tunnels

  private static @Nullable Record connection(Session session) {
    return session instanceof Flow flow ? FlowEvents.conn(flow).record() : null;
  }

  private EnumType.@Nullable Item tag(PacketAnalyzer analyzer) {
    return events.item("PacketAnalyzer::Tag", "PacketAnalyzer::ANALYZER_" + analyzer.name());
  }

  @Override
  public void confirmed(Session session, PacketAnalyzer analyzer) {
    EnumType.Item tag = tag(analyzer);
    if (tag != null && confirmation.isWanted()) {
      Record info = maker.make("AnalyzerConfirmationInfo");
      info.set("c", connection(session));
      confirmation.raise(tag, info);
    }
  }

  @Override
  public void violated(
      Session session,
      PacketAnalyzer analyzer,
      String reason,
      MemorySegment data,
      long offset,
      int length) {
    EnumType.Item tag = tag(analyzer);
    if (tag != null && violation.isWanted()) {
      Record info = maker.make("AnalyzerViolationInfo");
      info.set("reason", Str.of(reason));
      info.set("c", connection(session));
      if (length > 0) {
        info.set("data", RecordMaker.bytes(data, offset, length));
      }
      violation.raise(tag, info);
    }
  }

  @Override
  public void vxlan(Session session, Packet inner, int vni) {
    if (vxlanPacket.isWanted()) {
      vxlanPacket.raise(connection(session), records.packetHeader(inner.ip), (long) vni);
    }
  }

  @Override
  public void geneve(Session session, Packet inner, int vni) {
    if (genevePacket.isWanted()) {
      genevePacket.raise(connection(session), records.packetHeader(inner.ip), (long) vni);
    }
  }

  @Override
  public void newTeredo(Session session) {
    if (newTeredo.isWanted()) {
      newTeredo.raise(connection(session));
    }
  }

  @Override
  public void teredo(
      Session session,
      IpHeader inner,
      MemorySegment data,
      long authentication,
      long origin,
      long ip) {
    boolean bubble = inner.protocol() == IpProtocol.NONE;
    boolean authenticated = authentication >= 0;
    boolean wanted =
        teredoPacket.isWanted()
            || authenticated && teredoAuthentication.isWanted()
            || origin >= 0 && teredoOrigin.isWanted()
            || bubble && teredoBubble.isWanted();
    if (!wanted) {
      return;
    }
    Record header = teredoHeader(inner, data, authentication, origin);
    teredoPacket.raise(connection(session), header);
    if (authenticated) {
      teredoAuthentication.raise(connection(session), header);
    }
    if (origin >= 0) {
      teredoOrigin.raise(connection(session), header);
    }
    if (bubble) {
      teredoBubble.raise(connection(session), header);
    }
  }

  private Record teredoHeader(
      IpHeader inner, MemorySegment data, long authentication, long origin) {
    Record made = maker.make("teredo_hdr");
    if (authentication >= 0) {
      long idLength = RecordMaker.u8(data, authentication + 2);
      long valueLength = RecordMaker.u8(data, authentication + 3);
      long id = authentication + 4;
      long nonce = id + idLength + valueLength;
      Record auth = maker.make("teredo_auth");
      auth.set("id", RecordMaker.bytes(data, id, idLength));
      auth.set("value", RecordMaker.bytes(data, id + idLength, valueLength));
      auth.set("nonce", RecordMaker.u64(data, nonce));
      auth.set("confirm", RecordMaker.u8(data, nonce + 8));
      made.set("auth", auth);
    }
    if (origin >= 0) {
      Record indication = maker.make("teredo_origin");
      int port = (int) (RecordMaker.u16(data, origin + 2) ^ 0xffff);
      indication.set("p", new Port(port, Port.UDP));
      indication.set("a", Addr.v4((int) ~RecordMaker.u32(data, origin + 4)));
      made.set("origin", indication);
    }
    made.set("hdr", records.packetHeader(inner));
    return made;
  }

  @Override
  public void newGtp(Session session) {
    if (newGtp.isWanted()) {
      newGtp.raise(connection(session));
    }
  }

  @Override
  public boolean gtp(
      Session session, MemorySegment data, long offset, int length, long bodyOffset) {
    Record connection = connection(session);
    return connection == null || gtpEvents.message(connection, data, offset, length, bodyOffset);
  }

  @Override
  public void gtpPacket(Session session, IpHeader inner, MemorySegment data, long offset) {
    Record connection = connection(session);
    if (connection != null && gtpEvents.wantsUserPackets()) {
      gtpEvents.userPacket(connection, data, offset, records.packetHeader(inner));
    }
  }

  // ---- the packet at hand

  /// The headers of the packet at hand.
  Record currentHeader() {
    Decoder d = decoder;
    return d == null || d.packetsProcessed() == 0
        ? maker.make("raw_pkt_hdr")
        : records.rawHeader(d.packet());
  }

  /// The packet at hand.
  Record currentPacket() {
    Decoder d = decoder;
    return d == null || d.packetsProcessed() == 0
        ? records.noPacket()
        : records.wholePacket(d.packet());
  }
}
