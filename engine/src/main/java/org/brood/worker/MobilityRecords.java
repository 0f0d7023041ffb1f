package org.brood.worker;

import java.lang.foreign.MemorySegment;
import org.brood.decode.WeirdSink;
import org.brood.script.value.Record;
import org.brood.script.value.Vec;

/// Makes records of Mobile IPv6 messages (RFC 6275, section 6.1).
final class MobilityRecords {
  private static final int HEADER = 6;
  private static final int REFRESH_REQUEST = 0;
  private static final int HOME_TEST_INIT = 1;
  private static final int CARE_OF_TEST_INIT = 2;
  private static final int HOME_TEST = 3;
  private static final int CARE_OF_TEST = 4;
  private static final int BINDING_UPDATE = 5;
  private static final int BINDING_ACKNOWLEDGEMENT = 6;
  private static final int BINDING_ERROR = 7;

  /// Reads the options behind a message.
  interface Options {
    Vec read(MemorySegment data, long at, int length);
  }

  private final RecordMaker maker;
  private final WeirdSink weirds;
  private final Options options;

  MobilityRecords(RecordMaker maker, WeirdSink weirds, Options options) {
    this.maker = maker;
    this.weirds = weirds;
    this.options = options;
  }

  Record header(MemorySegment data, long at, int length) {
    Record made = maker.make("ip6_mobility_hdr");
    long type = RecordMaker.u8(data, at + 2);
    made.set("nxt", RecordMaker.u8(data, at));
    made.set("len", RecordMaker.u8(data, at + 1));
    made.set("mh_type", type);
    made.set("rsv", RecordMaker.u8(data, at + 3));
    made.set("chksum", RecordMaker.u16(data, at + 4));
    Record message = maker.make("ip6_mobility_msg");
    message.set("id", type);
    message(message, (int) type, data, at, length);
    made.set("msg", message);
    return made;
  }

  private void message(Record into, int type, MemorySegment data, long at, int length) {
    long body = at + HEADER;
    switch (type) {
      case REFRESH_REQUEST -> {
        if (length >= HEADER + 2) {
          Record made = maker.make("ip6_mobility_brr");
          made.set("rsv", RecordMaker.u16(data, body));
          into.set("brr", withOptions(made, data, at, length, 2));
        }
      }
      case HOME_TEST_INIT -> init(into, "hoti", data, at, length);
      case CARE_OF_TEST_INIT -> init(into, "coti", data, at, length);
      case HOME_TEST -> test(into, "hot", data, at, length);
      case CARE_OF_TEST -> test(into, "cot", data, at, length);
      case BINDING_UPDATE -> update(into, data, at, length);
      case BINDING_ACKNOWLEDGEMENT -> acknowledgement(into, data, at, length);
      case BINDING_ERROR -> {
        if (length >= HEADER + 18) {
          Record made = maker.make("ip6_mobility_be");
          made.set("status", RecordMaker.u8(data, body));
          made.set("hoa", RecordMaker.v6(data, body + 2));
          into.set("be", withOptions(made, data, at, length, 18));
        }
      }
      default -> weirds.netWeird("unknown_mobility_type", Integer.toString(type), "");
    }
  }

  private Record withOptions(Record made, MemorySegment data, long at, int length, int body) {
    int before = HEADER + body;
    made.set("options", options.read(data, at + before, length - before));
    return made;
  }

  private void init(Record into, String field, MemorySegment data, long at, int length) {
    if (length >= HEADER + 10) {
      Record made = maker.make("ip6_mobility_" + field);
      made.set("rsv", RecordMaker.u16(data, at + HEADER));
      made.set("cookie", RecordMaker.u64(data, at + HEADER + 2));
      into.set(field, withOptions(made, data, at, length, 10));
    }
  }

  private void test(Record into, String field, MemorySegment data, long at, int length) {
    if (length >= HEADER + 18) {
      Record made = maker.make("ip6_mobility_" + field);
      made.set("nonce_idx", RecordMaker.u16(data, at + HEADER));
      made.set("cookie", RecordMaker.u64(data, at + HEADER + 2));
      made.set("token", RecordMaker.u64(data, at + HEADER + 10));
      into.set(field, withOptions(made, data, at, length, 18));
    }
  }

  private void update(Record into, MemorySegment data, long at, int length) {
    long body = at + HEADER;
    if (length >= HEADER + 6) {
      Record made = maker.make("ip6_mobility_bu");
      made.set("seq", RecordMaker.u16(data, body));
      made.set("a", RecordMaker.bit(data, body + 2, 0x80));
      made.set("h", RecordMaker.bit(data, body + 2, 0x40));
      made.set("l", RecordMaker.bit(data, body + 2, 0x20));
      made.set("k", RecordMaker.bit(data, body + 2, 0x10));
      made.set("life", RecordMaker.u16(data, body + 4));
      into.set("bu", withOptions(made, data, at, length, 6));
    }
  }

  private void acknowledgement(Record into, MemorySegment data, long at, int length) {
    long body = at + HEADER;
    if (length >= HEADER + 6) {
      Record made = maker.make("ip6_mobility_back");
      made.set("status", RecordMaker.u8(data, body));
      made.set("k", RecordMaker.bit(data, body + 1, 0x80));
      made.set("seq", RecordMaker.u16(data, body + 2));
      made.set("life", RecordMaker.u16(data, body + 4));
      into.set("back", withOptions(made, data, at, length, 6));
    }
  }
}
