package org.brood.bif;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.brood.decode.Decoder;
import org.brood.event.Events;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;

/// Functions of tunnel protocols. What is known of a connection as a tunnel ends with the
/// connection.
public final class TunnelFunctions {
  private TunnelFunctions() {}

  /// All classes in this one.
  static List<Class<?>> classes() {
    return List.of(Teredo.class, Gtp.class, Geneve.class);
  }

  /// The module `PacketAnalyzer::TEREDO`.
  @Natives("PacketAnalyzer::TEREDO")
  public static final class Teredo {
    private Teredo() {}

    public static boolean remove_teredo_connection(Runtime rt, Record cid) {
      return true;
    }
  }

  /// The module `PacketAnalyzer::GTPV1`.
  @Natives("PacketAnalyzer::GTPV1")
  public static final class Gtp {
    private Gtp() {}

    public static boolean remove_gtpv1_connection(Runtime rt, Record cid) {
      return true;
    }
  }

  /// The module `PacketAnalyzer::Geneve`.
  @Natives("PacketAnalyzer::Geneve")
  public static final class Geneve {
    private static final int HEADER = 8;
    private static final int OPTION_HEADER = 4;
    private static final ValueLayout.OfShort U16 =
        ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private Geneve() {}

    private static Type type(Runtime rt, String name) {
      Type known = rt.info().types().get(name);
      return known == null ? Basic.ANY : known;
    }

    public static Vec get_options(Runtime rt) {
      Decoder decoder = rt.service(Decoder.class);
      Type option = type(rt, "PacketAnalyzer::Geneve::Option");
      VectorType inner = new VectorType(option);
      List<Vec> all = new ArrayList<>();
      for (int i = 0; i < decoder.depth(); i++) {
        if (decoder.stackAnalyzer(i).name().equals("GENEVE")) {
          all.add(
              Vec.of(
                  inner,
                  options(
                      rt.service(Events.class),
                      decoder.stackData(i),
                      decoder.stackOffset(i),
                      decoder.stackLength(i))));
        }
      }
      return Vec.of(new VectorType(inner), all);
    }

    /// The options of one header (RFC 8926, section 3.5), as far as they are whole.
    private static List<Record> options(Events events, MemorySegment data, long start, int length) {
      List<Record> all = new ArrayList<>();
      if (length < HEADER) {
        return all;
      }
      int total = 4 * (data.get(ValueLayout.JAVA_BYTE, start) & 0x3f);
      long at = start + HEADER;
      long end = start + Math.min(length, HEADER + total);
      while (end - at >= OPTION_HEADER) {
        int type = data.get(ValueLayout.JAVA_BYTE, at + 2) & 0xff;
        int size = 4 * (data.get(ValueLayout.JAVA_BYTE, at + 3) & 0x1f);
        if (end - at - OPTION_HEADER < size) {
          break;
        }
        byte[] bytes = new byte[size];
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at + OPTION_HEADER, bytes, 0, size);
        Record made = events.record("PacketAnalyzer::Geneve::Option").make();
        made.set("class", (long) (data.get(U16, at) & 0xffff));
        made.set("critical", (type & 0x80) != 0);
        made.set("typ", (long) (type & 0x7f));
        made.set("data", Str.wrap(bytes));
        all.add(made);
        at += OPTION_HEADER + size;
      }
      return all;
    }
  }
}
