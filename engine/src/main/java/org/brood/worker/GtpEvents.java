package org.brood.worker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brood.decode.WeirdSink;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.script.value.Record;
import org.jspecify.annotations.Nullable;

/// Makes events of GTPv1 messages (3GPP TS 29.060, sections 6 and 7).
final class GtpEvents {
  private static final String SOURCE = "GTPV1";
  private static final int FIXED_HEADER = 8;
  private static final int WITH_LENGTH = 0x80;
  private static final int HAS_OPTIONAL = 0x07;

  /// One information element; `value` is null for those that no event tells of.
  private record Element(int type, @Nullable Object value) {}

  /// A kind of message: its event and where its elements go. An element that may come twice has two
  /// fields.
  private record Kind(EventType event, String elements, Map<Integer, List<String>> fields) {}

  private final RecordMaker maker;
  private final WeirdSink weirds;
  private final GtpElements elements;
  private final EventType message;
  private final EventType userPacket;
  private final Map<Integer, Kind> kinds = new HashMap<>();

  GtpEvents(Events events, RecordMaker maker, WeirdSink weirds) {
    this.maker = maker;
    this.weirds = weirds;
    this.elements = new GtpElements(maker);
    message = events.type("gtpv1_message");
    userPacket = events.type("gtpv1_g_pdu_packet");
    add(
        events,
        16,
        "create_pdp_ctx_request",
        "2 imsi,3 rai,14 recovery,15 select_mode,16 data1,17 cp,20 nsapi,20 linked_nsapi,"
            + "26 charge_character,27 trace_ref,28 trace_type,128 end_user_addr,131 ap_name,"
            + "132 opts,133 signal_addr,133 user_addr,134 msisdn,135 qos_prof,137 tft,"
            + "142 trigger_id,143 omc_id,255 ext");
    add(
        events,
        17,
        "create_pdp_ctx_response",
        "1 cause,8 reorder_req,14 recovery,16 data1,17 cp,127 charging_id,128 end_user_addr,"
            + "132 opts,133 cp_addr,133 user_addr,135 qos_prof,251 charge_gateway,255 ext");
    add(
        events,
        18,
        "update_pdp_ctx_request",
        "2 imsi,3 rai,14 recovery,16 data1,17 cp,20 nsapi,27 trace_ref,28 trace_type,"
            + "133 cp_addr,133 user_addr,135 qos_prof,137 tft,142 trigger_id,143 omc_id,255 ext,"
            + "128 end_user_addr");
    add(
        events,
        19,
        "update_pdp_ctx_response",
        "1 cause,14 recovery,16 data1,17 cp,127 charging_id,133 cp_addr,133 user_addr,"
            + "135 qos_prof,251 charge_gateway,255 ext");
    add(events, 20, "delete_pdp_ctx_request", "19 teardown_ind,20 nsapi,255 ext");
    add(events, 21, "delete_pdp_ctx_response", "1 cause,255 ext");
  }

  private void add(Events events, int type, String name, String places) {
    Map<Integer, List<String>> fields = new HashMap<>();
    for (String place : places.split(",", -1)) {
      int blank = place.indexOf(' ');
      int element = Integer.parseInt(place.substring(0, blank));
      fields.computeIfAbsent(element, _ -> new ArrayList<>()).add(place.substring(blank + 1));
    }
    EventType event = events.type("gtpv1_" + name);
    kinds.put(type, new Kind(event, "gtp_" + name + "_elements", fields));
  }

  /// Tells of a message.
  ///
  /// @param body where the header with extensions ends
  /// @return false when its elements cannot be read
  boolean message(Record connection, MemorySegment data, long offset, int length, long body) {
    int type = (int) RecordMaker.u8(data, offset + 1);
    Kind kind = kinds.get(type);
    List<Element> found = kind == null ? List.of() : read(data, body, offset + length);
    if (found == null) {
      return false;
    }
    if (message.isWanted()) {
      message.raise(connection, header(data, offset));
    }
    if (kind != null && kind.event().isWanted()) {
      Record made = maker.make(kind.elements());
      fill(made, kind, found);
      kind.event().raise(connection, header(data, offset), made);
    }
    return true;
  }

  boolean wantsUserPackets() {
    return userPacket.isWanted();
  }

  void userPacket(Record connection, MemorySegment data, long offset, Record inner) {
    userPacket.raise(connection, header(data, offset), inner);
  }

  private void fill(Record made, Kind kind, List<Element> found) {
    Map<Integer, Integer> seen = new HashMap<>();
    for (Element element : found) {
      List<String> fields = kind.fields().get(element.type());
      if (fields == null) {
        weirds.netWeird("gtp_invalid_info_element", Integer.toString(element.type()), SOURCE);
        continue;
      }
      int times = seen.merge(element.type(), 1, Integer::sum);
      Object value = element.value();
      if (value != null) {
        made.set(fields.get(Math.min(times, fields.size()) - 1), value);
      }
    }
  }

  private Record header(MemorySegment data, long at) {
    Record made = maker.make("gtpv1_hdr");
    made.set("version", RecordMaker.u8(data, at) >>> 5);
    made.set("pt_flag", RecordMaker.bit(data, at, 0x10));
    made.set("rsv", RecordMaker.bit(data, at, 0x08));
    made.set("e_flag", RecordMaker.bit(data, at, 0x04));
    made.set("s_flag", RecordMaker.bit(data, at, 0x02));
    made.set("pn_flag", RecordMaker.bit(data, at, 0x01));
    made.set("msg_type", RecordMaker.u8(data, at + 1));
    made.set("length", RecordMaker.u16(data, at + 2));
    made.set("teid", RecordMaker.u32(data, at + 4));
    if (RecordMaker.bit(data, at, HAS_OPTIONAL)) {
      long optional = at + FIXED_HEADER;
      made.set("seq", RecordMaker.u16(data, optional));
      made.set("n_pdu", RecordMaker.u8(data, optional + 2));
      made.set("next_type", RecordMaker.u8(data, optional + 3));
    }
    return made;
  }

  private @Nullable List<Element> read(MemorySegment data, long from, long end) {
    List<Element> all = new ArrayList<>();
    long at = from;
    while (at < end) {
      int type = (int) RecordMaker.u8(data, at++);
      int length;
      if ((type & WITH_LENGTH) == 0) {
        length = GtpElements.fixedLength(type);
      } else if (end - at < 2) {
        return null;
      } else {
        length = (int) RecordMaker.u16(data, at);
        at += 2;
      }
      if (length < GtpElements.minimum(type) || end - at < length) {
        return null;
      }
      all.add(new Element(type, elements.value(type, data, at, length)));
      at += length;
    }
    return all;
  }
}
