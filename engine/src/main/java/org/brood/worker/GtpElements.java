package org.brood.worker;

import java.lang.foreign.MemorySegment;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Reads the values of GTPv1 information elements (3GPP TS 29.060, section 7.7).
final class GtpElements {
  private static final int CAUSE = 1;
  private static final int IMSI = 2;
  private static final int ROUTING_AREA = 3;
  private static final int REORDERING = 8;
  private static final int RECOVERY = 14;
  private static final int SELECTION_MODE = 15;
  private static final int TEID_DATA = 16;
  private static final int TEID_CONTROL = 17;
  private static final int TEARDOWN = 19;
  private static final int NSAPI = 20;
  private static final int CHARGING_CHARACTERISTICS = 26;
  private static final int TRACE_REFERENCE = 27;
  private static final int TRACE_TYPE = 28;
  private static final int CHARGING_ID = 127;
  private static final int END_USER_ADDRESS = 128;
  private static final int ACCESS_POINT = 131;
  private static final int CONFIGURATION_OPTIONS = 132;
  private static final int GSN_ADDRESS = 133;
  private static final int MSISDN = 134;
  private static final int QUALITY = 135;
  private static final int FLOW_TEMPLATE = 137;
  private static final int TRIGGER = 142;
  private static final int OMC = 143;
  private static final int CHARGING_GATEWAY = 251;
  private static final int PRIVATE = 255;

  private static final int PDP_IPV4 = 0x21;
  private static final int PDP_IPV6 = 0x57;
  private static final int FILLER = 0xf;

  private final RecordMaker maker;

  GtpElements(RecordMaker maker) {
    this.maker = maker;
  }

  /// The length of an element without a length field; -1 if it is unknown.
  static int fixedLength(int type) {
    return switch (type) {
      case CAUSE, REORDERING, 11, 13, RECOVERY, SELECTION_MODE, TEARDOWN, NSAPI, 21, 23, 24, 29 ->
          1;
      case 25, CHARGING_CHARACTERISTICS, TRACE_REFERENCE, TRACE_TYPE -> 2;
      case 12 -> 3;
      case 4, 5, TEID_DATA, TEID_CONTROL, CHARGING_ID -> 4;
      case 18 -> 5;
      case ROUTING_AREA -> 6;
      case IMSI -> 8;
      case 22 -> 9;
      case 9 -> 28;
      default -> -1;
    };
  }

  /// What an element has at least.
  static int minimum(int type) {
    return switch (type) {
      case END_USER_ADDRESS, PRIVATE -> 2;
      case QUALITY -> 1;
      default -> 0;
    };
  }

  /// The value of an element whose bytes are there; null for those that no event tells of.
  @Nullable Object value(int type, MemorySegment data, long at, int length) {
    return switch (type) {
      case CAUSE, RECOVERY -> RecordMaker.u8(data, at);
      case SELECTION_MODE -> RecordMaker.u8(data, at) & 0x1;
      case NSAPI -> RecordMaker.u8(data, at) & 0xf;
      case REORDERING, TEARDOWN -> RecordMaker.bit(data, at, 0x1);
      case CHARGING_CHARACTERISTICS, TRACE_REFERENCE, TRACE_TYPE -> RecordMaker.u16(data, at);
      case TEID_DATA, TEID_CONTROL, CHARGING_ID -> RecordMaker.u32(data, at);
      case IMSI -> subscriber(data, at);
      case ROUTING_AREA -> routingArea(data, at);
      case END_USER_ADDRESS -> endUser(data, at, length);
      case GSN_ADDRESS -> supportNode(data, at, length);
      case CHARGING_GATEWAY -> address(data, at, length);
      case QUALITY -> {
        Record made = maker.make("gtp_qos_profile");
        made.set("priority", RecordMaker.u8(data, at));
        made.set("data", RecordMaker.bytes(data, at + 1, length - 1L));
        yield made;
      }
      case PRIVATE -> {
        Record made = maker.make("gtp_private_extension");
        made.set("id", RecordMaker.u16(data, at));
        made.set("value", RecordMaker.bytes(data, at + 2, length - 2L));
        yield made;
      }
      case ACCESS_POINT, CONFIGURATION_OPTIONS, MSISDN, FLOW_TEMPLATE, TRIGGER, OMC ->
          RecordMaker.bytes(data, at, length);
      default -> null;
    };
  }

  /// Decimal digits, two a byte, the lower half first; a filler at the end.
  private static long subscriber(MemorySegment data, long at) {
    long number = 0;
    for (int i = 0; i < 16; i++) {
      long both = RecordMaker.u8(data, at + i / 2);
      long digit = i % 2 == 0 ? both & 0xf : both >>> 4;
      if (digit != FILLER) {
        number = number * 10 + digit;
      }
    }
    return number;
  }

  private Record routingArea(MemorySegment data, long at) {
    long first = RecordMaker.u8(data, at);
    long second = RecordMaker.u8(data, at + 1);
    long third = RecordMaker.u8(data, at + 2);
    long network = (third & 0xf) * 10 + (third >>> 4);
    long last = second >>> 4;
    Record made = maker.make("gtp_rai");
    made.set("mcc", (first & 0xf) * 100 + (first >>> 4) * 10 + (second & 0xf));
    made.set("mnc", last != 0 ? network : network * 10);
    made.set("lac", RecordMaker.u16(data, at + 3));
    made.set("rac", RecordMaker.u8(data, at + 5));
    return made;
  }

  private Record endUser(MemorySegment data, long at, int length) {
    Record made = maker.make("gtp_end_user_addr");
    long number = RecordMaker.u8(data, at + 1);
    made.set("pdp_type_org", RecordMaker.u8(data, at) & 0xf);
    made.set("pdp_type_num", number);
    int left = length - 2;
    if (number == PDP_IPV4) {
      if (left >= 4) {
        made.set("pdp_ip", RecordMaker.v4(data, at + 2));
      }
    } else if (number == PDP_IPV6) {
      if (left >= 16) {
        made.set("pdp_ip", RecordMaker.v6(data, at + 2));
      }
    } else if (left > 0) {
      made.set("pdp_other_addr", RecordMaker.bytes(data, at + 2, left));
    }
    return made;
  }

  private Record supportNode(MemorySegment data, long at, int length) {
    Record made = maker.make("gtp_gsn_addr");
    Object address = address(data, at, length);
    if (address != null) {
      made.set("ip", address);
    } else {
      made.set("other", RecordMaker.bytes(data, at, length));
    }
    return made;
  }

  private static @Nullable Object address(MemorySegment data, long at, int length) {
    return length == 4 ? RecordMaker.v4(data, at) : length == 16 ? RecordMaker.v6(data, at) : null;
  }
}
