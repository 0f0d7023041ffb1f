package org.brood.bif;

import org.brood.flow.Flow;
import org.brood.flow.TcpEndpoint;
import org.brood.flow.TcpFlow;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;

/// The sequence numbers that the sides of a TCP connection are at.
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
}
