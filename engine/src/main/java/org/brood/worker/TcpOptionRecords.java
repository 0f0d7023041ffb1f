package org.brood.worker;

import java.util.ArrayList;
import java.util.List;
import org.brood.flow.TcpFlow;
import org.brood.script.type.Basic;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Vec;
import org.brood.wire.TcpHeader;
import org.brood.wire.TcpOptions;

/// Makes the vector of a TCP header's options (RFC 9293, section 3.2; RFC 2018, 4782, 5482, 5925,
/// 7323, 7413).
final class TcpOptionRecords {
  private static final String SOURCE = "TCP";
  private static final int QUICK_START = 27;
  private static final int USER_TIMEOUT = 28;
  private static final int AUTHENTICATION = 29;
  private static final int FAST_OPEN = 34;

  private final RecordMaker maker;
  private final TcpOptions options = new TcpOptions();

  TcpOptionRecords(RecordMaker maker) {
    this.maker = maker;
  }

  Vec list(TcpFlow flow, TcpHeader header) {
    List<Record> all = new ArrayList<>();
    options.wrap(header);
    while (options.next()) {
      Record made = maker.make("TCP::Option");
      made.set("kind", (long) options.kind());
      made.set("length", (long) options.length());
      fill(flow, made, options.length());
      all.add(made);
    }
    return maker.vector("TCP::Option", all);
  }

  private void fill(TcpFlow flow, Record made, int length) {
    switch (options.kind()) {
      case TcpOptions.END, TcpOptions.NOP -> {
        // Nothing is in them.
      }
      case TcpOptions.MAX_SEGMENT_SIZE -> {
        if (hasLength(length == 4, flow, made, "mss")) {
          made.set("mss", (long) options.u16(2));
        }
      }
      case TcpOptions.WINDOW_SCALE -> {
        if (hasLength(length == 3, flow, made, "window_scale")) {
          made.set("window_scale", (long) options.u8(2));
        }
      }
      case TcpOptions.SACK_PERMITTED -> hasLength(length == 2, flow, made, "sack");
      case TcpOptions.SACK -> {
        boolean whole = length == 10 || length == 18 || length == 26 || length == 34;
        if (hasLength(whole, flow, made, "sack_blocks")) {
          made.set("sack", sack(length));
        }
      }
      case TcpOptions.TIMESTAMPS -> {
        if (hasLength(length == 10, flow, made, "timestamps")) {
          made.set("send_timestamp", options.u32(2));
          made.set("echo_timestamp", options.u32(6));
        }
      }
      case QUICK_START -> {
        if (hasLength(length == 8, flow, made, "qsresponse")) {
          made.set("rate", (long) options.u8(2));
          made.set("ttl_diff", (long) options.u8(3));
          made.set("qs_nonce", options.u32(4));
        }
      }
      case USER_TIMEOUT -> hasLength(length == 4, flow, made, "uto");
      case AUTHENTICATION -> hasLength(length >= 4, flow, made, "ao");
      case FAST_OPEN -> hasLength(length == 2 || length >= 6 && length <= 18, flow, made, "tfo");
      default -> data(made, length);
    }
  }

  private boolean hasLength(boolean right, TcpFlow flow, Record made, String name) {
    if (!right) {
      data(made, options.length());
      flow.weird("tcp_option_" + name + "_invalid_len", Integer.toString(options.length()), SOURCE);
    }
    return right;
  }

  private void data(Record made, int length) {
    if (length > 2) {
      made.set("data", RecordMaker.bytes(options.segment(), options.start() + 2, length - 2));
    }
  }

  private Vec sack(int length) {
    Vec edges = new Vec(new VectorType(Basic.COUNT));
    for (int at = 2; at + 4 <= length; at += 4) {
      edges.add(options.u32(at));
    }
    return edges;
  }
}
