package org.brood.bif;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.brood.decode.Decoder;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;

/// The module `PacketAnalyzer::PPPoE`.
@Natives("PacketAnalyzer::PPPoE")
public final class PppoeFunctions {
  /// Less than this is no header with something behind it (RFC 2516, section 4).
  private static final int SHORTEST = 9;

  private static final int SESSION_ID = 2;
  private static final long NO_SESSION = 0xffff_ffffL;

  private PppoeFunctions() {}

  /// The session of the packet that is being looked at, the highest number if it has none.
  public static long session_id(Runtime rt) {
    Decoder decoder = rt.service(Decoder.class);
    for (int i = 0; i < decoder.depth(); i++) {
      if ("PPPOE".equals(decoder.stackAnalyzer(i).name())) {
        return decoder.stackLength(i) < SHORTEST
            ? NO_SESSION
            : number(decoder.stackData(i), decoder.stackOffset(i) + SESSION_ID);
      }
    }
    return NO_SESSION;
  }

  private static long number(MemorySegment data, long at) {
    int high = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at));
    int low = Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, at + 1));
    return (long) high << Byte.SIZE | low;
  }
}
