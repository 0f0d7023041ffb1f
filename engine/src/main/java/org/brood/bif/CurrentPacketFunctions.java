package org.brood.bif;

import java.util.ArrayList;
import java.util.List;
import org.brood.event.Events;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// The packet that is being looked at.
@Natives
public final class CurrentPacketFunctions {
  private CurrentPacketFunctions() {}

  private static PacketAccess packet(Runtime rt) {
    return rt.service(PacketAccess.class);
  }

  public static Record get_current_packet(Runtime rt) {
    return packet(rt).whole();
  }

  public static Record get_current_packet_header(Runtime rt) {
    return packet(rt).header();
  }

  public static double get_current_packet_ts(Runtime rt) {
    return packet(rt).seconds();
  }

  public static boolean dump_current_packet(Runtime rt, Str file_name) {
    return packet(rt).dump(file_name.toString());
  }

  public static boolean dump_packet(Runtime rt, Record pkt, Str file_name) {
    if (pkt.get("data") instanceof Str data
        && pkt.get("ts_sec") instanceof Long seconds
        && pkt.get("ts_usec") instanceof Long micros
        && pkt.get("len") instanceof Long length) {
      long nanos = seconds * 1_000_000_000L + micros * 1000L;
      return packet(rt).dump(data.bytes(), length.intValue(), nanos, file_name.toString());
    }
    return false;
  }

  /// Functions of the module `TCP`.
  @Natives("TCP")
  public static final class TcpFunctions {
    private static final int END = 0;
    private static final int NOP = 1;

    private TcpFunctions() {}

    /// The options of the packet's TCP header as they are, as far as they are whole.
    public static Vec raw_options(Runtime rt, boolean stop_at_eol) {
      Events events = rt.service(Events.class);
      Type type = rt.info().types().get("TCP::RawOption");
      List<Record> all = new ArrayList<>();
      byte[] options = packet(rt).tcpOptions();
      int at = 0;
      while (at < options.length) {
        int kind = options[at] & 0xff;
        boolean single = kind == END || kind == NOP;
        if (!single && at + 1 >= options.length) {
          break;
        }
        int length = single ? 1 : options[at + 1] & 0xff;
        if (length == 0 || at + length > options.length) {
          break;
        }
        Record made = events.record("TCP::RawOption").make();
        made.set("kind", (long) kind);
        made.set("data", length > 2 ? Str.copyOf(options, at + 2, at + length) : Str.EMPTY);
        all.add(made);
        at += length;
        if (kind == END && stop_at_eol) {
          break;
        }
      }
      return Vec.of(new VectorType(type == null ? Basic.ANY : type), all);
    }
  }
}
