package org.brood.worker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.brood.decode.WeirdSink;
import org.brood.script.value.Record;
import org.brood.script.value.Vec;
import org.brood.wire.IpHeader;
import org.brood.wire.IpProtocol;
import org.jspecify.annotations.Nullable;

/// Makes the vector of IPv6 extension headers (RFC 8200, section 4; RFC 4302; RFC 4303; RFC 6275).
final class ExtensionRecords {
  private static final int AH_WITH_SEQUENCE = 12;

  private final RecordMaker maker;
  private final MobilityRecords mobility;

  ExtensionRecords(RecordMaker maker, WeirdSink weirds) {
    this.maker = maker;
    this.mobility = new MobilityRecords(maker, weirds, this::options);
  }

  Vec chain(IpHeader ip) {
    List<Record> all = new ArrayList<>();
    for (int i = 1; i < ip.headerCount(); i++) {
      Record made = maker.make("ip6_ext_hdr");
      made.set("id", (long) ip.headerType(i));
      MemorySegment data = ip.segment();
      long at = ip.headerStart(i);
      int length = ip.headerLength(i);
      switch (ip.headerType(i)) {
        case IpProtocol.HOP_BY_HOP ->
            made.set("hopopts", withOptions("ip6_hopopts", data, at, length));
        case IpProtocol.DESTINATION_OPTIONS ->
            made.set("dstopts", withOptions("ip6_dstopts", data, at, length));
        case IpProtocol.ROUTING -> made.set("routing", routing(data, at, length));
        case IpProtocol.FRAGMENT -> made.set("fragment", fragment(data, at));
        case IpProtocol.AH -> made.set("ah", authentication(data, at, length));
        case IpProtocol.ESP -> made.set("esp", encrypted(data, at));
        case IpProtocol.MOBILITY -> made.set("mobility", mobility.header(data, at, length));
        default -> {
          continue;
        }
      }
      all.add(made);
    }
    return maker.vector("ip6_ext_hdr", all);
  }

  private @Nullable Record withOptions(String type, MemorySegment data, long at, int length) {
    if (length < 2) {
      return null;
    }
    Record made = maker.make(type);
    made.set("nxt", RecordMaker.u8(data, at));
    made.set("len", RecordMaker.u8(data, at + 1));
    made.set("options", options(data, at + 2, length - 2));
    return made;
  }

  /// Options of type, length and value, as far as they are whole.
  Vec options(MemorySegment data, long start, int length) {
    List<Record> all = new ArrayList<>();
    long at = start;
    long end = start + length;
    while (end - at >= 2) {
      Record made = maker.make("ip6_option");
      long type = RecordMaker.u8(data, at);
      made.set("otype", type);
      long size = type == 0 ? 0 : RecordMaker.u8(data, at + 1);
      if (type != 0 && end - at < size + 2) {
        break;
      }
      made.set("len", size);
      made.set("data", RecordMaker.bytes(data, at + 2, size));
      at += type == 0 ? 1 : size + 2;
      all.add(made);
    }
    return maker.vector("ip6_option", all);
  }

  private @Nullable Record routing(MemorySegment data, long at, int length) {
    if (length < 4) {
      return null;
    }
    Record made = maker.make("ip6_routing");
    made.set("nxt", RecordMaker.u8(data, at));
    made.set("len", RecordMaker.u8(data, at + 1));
    made.set("rtype", RecordMaker.u8(data, at + 2));
    made.set("segleft", RecordMaker.u8(data, at + 3));
    made.set("data", RecordMaker.bytes(data, at + 4, length - 4L));
    return made;
  }

  private Record fragment(MemorySegment data, long at) {
    long place = RecordMaker.u16(data, at + 2);
    Record made = maker.make("ip6_fragment");
    made.set("nxt", RecordMaker.u8(data, at));
    made.set("rsv1", RecordMaker.u8(data, at + 1));
    made.set("offset", place >>> 3);
    made.set("rsv2", place >>> 1 & 0x3);
    made.set("more", (place & 1) != 0);
    made.set("id", RecordMaker.u32(data, at + 4));
    return made;
  }

  private Record authentication(MemorySegment data, long at, int length) {
    Record made = maker.make("ip6_ah");
    made.set("nxt", RecordMaker.u8(data, at));
    made.set("len", RecordMaker.u8(data, at + 1));
    made.set("rsv", RecordMaker.u16(data, at + 2));
    made.set("spi", RecordMaker.u32(data, at + 4));
    if (length >= AH_WITH_SEQUENCE) {
      made.set("seq", RecordMaker.u32(data, at + 8));
      made.set("data", RecordMaker.bytes(data, at + AH_WITH_SEQUENCE, length - AH_WITH_SEQUENCE));
    }
    return made;
  }

  private Record encrypted(MemorySegment data, long at) {
    Record made = maker.make("ip6_esp");
    made.set("spi", RecordMaker.u32(data, at));
    made.set("seq", RecordMaker.u32(data, at + 4));
    return made;
  }
}
