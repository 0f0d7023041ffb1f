package org.brood.bif;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.brood.analyzer.AnalyzerServices;
import org.brood.analyzer.AnalyzerTree;
import org.brood.analyzer.PatternType;
import org.brood.analyzer.ProtocolAnalyzer;
import org.brood.conn.ConnRecords;
import org.brood.decode.Packet;
import org.brood.event.Events;
import org.brood.flow.Flow;
import org.brood.flow.FlowTable;
import org.brood.flow.Side;
import org.brood.format.Base64Text;
import org.brood.format.mime.Base64Stream;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Addr;
import org.brood.script.value.FileVal;
import org.brood.script.value.Port;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Connections by their `conn_id`.
@Natives
public final class ConnFunctions {
  private static final long UNKNOWN_PROTOCOL = 65_535;
  private static final long CONTENTS_NONE = 0;
  private static final long CONTENTS_ORIG = 1;
  private static final long CONTENTS_RESP = 2;
  private static final long CONTENTS_BOTH = 3;

  private ConnFunctions() {}

  /// The flow with these addresses and ports; null, and a message if the record cannot be one of a
  /// flow, if there is none.
  static @Nullable Flow find(Runtime rt, Record id) {
    if (id.get("orig_h") instanceof Addr origHost
        && id.get("orig_p") instanceof Port origPort
        && id.get("resp_h") instanceof Addr respHost
        && id.get("resp_p") instanceof Port respPort
        && id.get("proto") instanceof Long protocol) {
      if (protocol == UNKNOWN_PROTOCOL) {
        rt.complain(
            "invalid connection ID record encountered: the proto field has the \"unknown\" "
                + UNKNOWN_PROTOCOL
                + " value. Did you forget to set it?");
        return null;
      }
      FlowTable flows = rt.service(FlowTable.class);
      Object context = id.get("ctx");
      if (flows.isKeyOnVlans() && !hasVlans(context)) {
        rt.complain("missing vlan or inner_vlan field in context");
        return null;
      }
      return flows.find(
          origHost.high(),
          origHost.low(),
          origPort.number(),
          respHost.high(),
          respHost.low(),
          respPort.number(),
          protocol.intValue(),
          vlan(context, "vlan"),
          vlan(context, "inner_vlan"));
    }
    rt.complain("invalid connection ID record encountered");
    return null;
  }

  private static boolean hasVlans(@Nullable Object context) {
    return context instanceof Record of
        && of.recordType().slot("vlan") >= 0
        && of.recordType().slot("inner_vlan") >= 0;
  }

  private static long vlan(@Nullable Object context, String field) {
    return context instanceof Record of
            && of.recordType().slot(field) >= 0
            && of.get(field) instanceof Long number
        ? number
        : Packet.NO_VLAN;
  }

  static @Nullable AnalyzerTree tree(Runtime rt, Record id) {
    Flow flow = find(rt, id);
    return flow != null && flow.attachment() instanceof AnalyzerTree tree ? tree : null;
  }

  /// The analyzer that a connection has of a kind, null if it has none.
  ///
  /// @param tag the enumerator without its module
  static <A> @Nullable A analyzer(Runtime rt, Record c, String tag, Class<A> kind) {
    AnalyzerTree tree = c.get("id") instanceof Record id ? tree(rt, id) : null;
    EnumType tags = rt.info().enumeration("Analyzer::Tag");
    EnumType.Item item = tags == null ? null : tags.item("Analyzer::" + tag);
    ProtocolAnalyzer found = tree == null || item == null ? null : tree.analyzer(tree.idOf(item));
    return kind.isInstance(found) ? kind.cast(found) : null;
  }

  public static boolean connection_exists(Runtime rt, Record c) {
    return find(rt, c) != null;
  }

  public static Record lookup_connection(Runtime rt, Record cid) {
    AnalyzerTree tree = tree(rt, cid);
    if (tree == null) {
      rt.complain("connection ID not a known connection", cid);
      return nobody(rt.service(Events.class));
    }
    return tree.conn().record();
  }

  /// A connection that never was, for scripts that go on after the message.
  private static Record nobody(Events events) {
    Record id = events.record("conn_id").make();
    for (String end : List.of("orig", "resp")) {
      id.set(end + "_h", Addr.v4(0));
      id.set(end + "_p", new Port(0, Port.UDP));
    }
    id.set("proto", UNKNOWN_PROTOCOL);
    Record made = events.record("connection").make();
    made.set("id", id);
    for (String end : List.of("orig", "resp")) {
      Record endpoint = events.record("endpoint").make();
      endpoint.set("size", 0L);
      endpoint.set("state", 0L);
      made.set(end, endpoint);
    }
    made.set("start_time", 0.0);
    made.set("duration", 0.0);
    made.set("history", Str.EMPTY);
    return made;
  }

  public static long lookup_connection_analyzer_id(Runtime rt, Record cid, EnumType.Item tag) {
    AnalyzerTree tree = tree(rt, cid);
    return tree == null ? 0 : tree.idOf(tag);
  }

  /// The number of the analyzer that raised the event that is being handled, 0 if none did.
  public static long current_analyzer(Runtime rt) {
    return rt.eventAnalyzer();
  }

  public static boolean disable_analyzer(
      Runtime rt, Record cid, long aid, boolean complain, boolean prevent) {
    AnalyzerTree tree = tree(rt, cid);
    if (tree == null) {
      rt.complain("connection ID not a known connection", cid);
      return false;
    }
    EnumType.Item tag = tree.tagOf(aid);
    if (tag == null) {
      if (complain) {
        rt.complain("connection does not have analyzer specified to disable");
      }
      return false;
    }
    int hook = rt.info().function("Analyzer::disabling_analyzer");
    if (hook >= 0 && !rt.info().functions().get(hook).handlers().isEmpty()) {
      Object goesOn = rt.program().function(hook).call(tree.conn().record(), tag, aid);
      if (Boolean.FALSE.equals(goesOn)) {
        return false;
      }
    }
    return tree.remove(aid, prevent);
  }

  /// Matches a string with the signatures, as if an analyzer had taken it out of the connection.
  public static boolean match_signatures(
      Runtime rt,
      Record c,
      long pattern_type,
      Str s,
      boolean bol,
      boolean eol,
      boolean from_orig,
      boolean clear) {
    PatternType[] types = PatternType.values();
    if (rt.service(AnalyzerServices.class).detection() == null
        || !(c.get("id") instanceof Record id)) {
      return false;
    }
    AnalyzerTree tree = tree(rt, id);
    if (tree != null && pattern_type >= 0 && pattern_type < types.length) {
      MemorySegment bytes = MemorySegment.ofArray(s.bytes());
      PatternType type = types[(int) pattern_type];
      tree.match(type, bytes, 0, s.length(), Side.of(from_orig), bol, eol, clear);
    }
    return true;
  }

  public static boolean skip_further_processing(Runtime rt, Record cid) {
    Flow flow = find(rt, cid);
    if (flow != null) {
      flow.skip(true);
    }
    return flow != null;
  }

  public static boolean set_record_packets(Runtime rt, Record cid, boolean record) {
    return find(rt, cid) != null;
  }

  public static double set_inactivity_timeout(Runtime rt, Record cid, double seconds) {
    Flow flow = find(rt, cid);
    if (flow == null) {
      return 0;
    }
    double before = ConnRecords.seconds(flow.timers().inactivityNanos());
    flow.timers().inactivityNanos(Math.round(seconds * 1e9));
    return before;
  }

  private static Side side(boolean isOrig) {
    return Side.of(isOrig);
  }

  public static boolean set_current_conn_bytes_threshold(
      Runtime rt, Record cid, long threshold, boolean isOrig) {
    Flow flow = find(rt, cid);
    if (flow != null) {
      flow.thresholds().bytes(flow, side(isOrig), threshold);
    }
    return flow != null;
  }

  public static boolean set_current_conn_packets_threshold(
      Runtime rt, Record cid, long threshold, boolean isOrig) {
    Flow flow = find(rt, cid);
    if (flow != null) {
      flow.thresholds().packets(flow, side(isOrig), threshold);
    }
    return flow != null;
  }

  public static boolean set_current_conn_duration_threshold(
      Runtime rt, Record cid, double threshold) {
    Flow flow = find(rt, cid);
    if (flow != null) {
      flow.thresholds().durationNanos(flow, Math.round(threshold * 1e9));
    }
    return flow != null;
  }

  public static long get_current_conn_bytes_threshold(Runtime rt, Record cid, boolean isOrig) {
    Flow flow = find(rt, cid);
    return flow == null ? 0 : flow.thresholds().bytes(side(isOrig));
  }

  public static long get_current_conn_packets_threshold(Runtime rt, Record cid, boolean isOrig) {
    Flow flow = find(rt, cid);
    return flow == null ? 0 : flow.thresholds().packets(side(isOrig));
  }

  public static double get_current_conn_duration_threshold(Runtime rt, Record cid) {
    Flow flow = find(rt, cid);
    return flow == null ? 0 : ConnRecords.seconds(flow.thresholds().durationNanos());
  }

  /// Base64 from a connection: what is wrong with it is a weird of the connection.
  public static Str decode_base64_conn(Runtime rt, Record cid, Str s, Str alphabet) {
    Flow flow = find(rt, cid);
    if (flow == null) {
      rt.complain("connection ID not a known connection", cid);
      return Str.EMPTY;
    }
    if (!alphabet.isEmpty() && alphabet.length() != 64) {
      rt.note(Level.ERROR, "base64 decoding alphabet is not 64 characters: " + alphabet);
      rt.note(Level.ERROR, "error in decoding string " + s);
      return Str.EMPTY;
    }
    byte[] plain =
        Base64Text.decode(
            s.bytes(),
            alphabet.isEmpty() ? Base64Stream.ALPHABET : alphabet.toLatin1(),
            problem -> flow.weird("base64_illegal_encoding", problem, ""));
    if (plain == null) {
      rt.note(Level.ERROR, "error in decoding string " + s);
      return Str.EMPTY;
    }
    return Str.wrap(plain);
  }

  public static boolean set_contents_file(Runtime rt, Record cid, long direction, FileVal f) {
    AnalyzerTree tree = tree(rt, cid);
    if (tree == null) {
      return false;
    }
    if (!f.isOpen()) {
      rt.note(Level.ERROR, "no such file \"" + f.name() + "\"");
      return true;
    }
    if (direction == CONTENTS_NONE) {
      tree.conn().contentsFile(Side.ORIGINATOR, null);
      tree.conn().contentsFile(Side.RESPONDER, null);
    }
    if (direction == CONTENTS_ORIG || direction == CONTENTS_BOTH) {
      tree.conn().contentsFile(Side.ORIGINATOR, f);
    }
    if (direction == CONTENTS_RESP || direction == CONTENTS_BOTH) {
      tree.conn().contentsFile(Side.RESPONDER, f);
    }
    return true;
  }

  /// The file of a direction; standard error if there is none.
  public static FileVal get_contents_file(Runtime rt, Record cid, long direction) {
    AnalyzerTree tree = tree(rt, cid);
    FileVal file = null;
    if (tree != null) {
      FileVal orig = tree.conn().contentsFile(Side.ORIGINATOR);
      FileVal resp = tree.conn().contentsFile(Side.RESPONDER);
      file =
          direction == CONTENTS_ORIG || direction == CONTENTS_BOTH && orig == resp
              ? orig
              : direction == CONTENTS_RESP ? resp : null;
    }
    if (file != null) {
      return file;
    }
    rt.report(
        Level.ERROR,
        tree == null
            ? "unknown connection id in get_contents_file()"
            : "no contents file for given direction");
    return new FileVal("-", System.err);
  }
}
