package org.brood.bif;

import org.brood.decode.Decoder;
import org.brood.flow.Flow;
import org.brood.flow.TcpEndpoint;
import org.brood.flow.TcpFlow;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;

/// Numbers out of the headers of connections.
@Natives
public final class SequenceFunctions {
  private static final long LOW_32_BITS = 0xffff_ffffL;

  private SequenceFunctions() {}

  private static long last(Runtime rt, Record cid, boolean originator) {
    Flow flow = ConnFunctions.find(rt, cid);
    if (!(flow instanceof TcpFlow tcp)) {
      return 0;
    }
    TcpEndpoint endpoint = originator ? tcp.originator() : tcp.responder();
    return endpoint.fullLast() & LOW_32_BITS;
  }

  public static long get_orig_seq(Runtime rt, Record cid) {
    return last(rt, cid, true);
  }

  public static long get_resp_seq(Runtime rt, Record cid) {
    return last(rt, cid, false);
  }

  /// The module `PacketAnalyzer::PPPoE`.
  @Natives("PacketAnalyzer::PPPoE")
  public static final class Pppoe {
    /// Less than this is no header with something behind it (RFC 2516, section 4).
    private static final int SHORTEST = 9;

    private static final int SESSION_ID = 2;

    private Pppoe() {}

    /// The session of the packet that is being looked at, the highest number if it has none.
    public static long session_id(Runtime rt) {
      Decoder decoder = rt.service(Decoder.class);
      for (int i = 0; i < decoder.depth(); i++) {
        if ("PPPOE".equals(decoder.stackAnalyzer(i).name())) {
          return decoder.stackLength(i) < SHORTEST
              ? LOW_32_BITS
              : number(decoder, i, decoder.stackOffset(i) + SESSION_ID);
        }
      }
      return LOW_32_BITS;
    }

    private static long number(Decoder decoder, int index, long at) {
      java.lang.foreign.MemorySegment data = decoder.stackData(index);
      int high = Byte.toUnsignedInt(data.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at));
      int low = Byte.toUnsignedInt(data.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at + 1));
      return (long) high << Byte.SIZE | low;
    }
  }
}
