package org.brood.flow;

import org.brood.wire.Sequence;
import org.brood.wire.TcpHeader;

/// Where a segment lies in its side's sequence space, and how it moves what is known of that space.
final class TcpSequences {
  /// Steps over one MiB are more likely wrong than true.
  private static final int TOO_LARGE = 1 << 20;

  private boolean underflow;

  /// Whether the last number that was made relative lies before the connection's begin.
  boolean isUnderflow() {
    return underflow;
  }

  /// How much sequence space a segment takes; the payload of a RST does not belong to the stream.
  static int segmentLength(int payload, int flags) {
    int length = (flags & TcpHeader.RST) != 0 ? 0 : payload;
    if ((flags & TcpHeader.SYN) != 0) {
      length++;
    }
    if ((flags & TcpHeader.FIN) != 0) {
      length++;
    }
    return length;
  }

  /// A number relative to the begin, in 64 bits; `last` and `wraps` say where the side was before.
  long relative(TcpEndpoint endpoint, int sequence, int last, int wraps) {
    int delta = Sequence.delta(sequence, last);
    int wrapped = wraps;
    if (delta < 0 && wraps != 0 && Integer.compareUnsigned(sequence, last) > 0) {
      wrapped--;
    } else if (delta > 0 && Integer.compareUnsigned(sequence, last) < 0) {
      wrapped++;
    }
    underflow = false;
    if (wrapped != 0) {
      return endpoint.relative(sequence, wrapped);
    }
    int fromStart = Sequence.delta(sequence, endpoint.start);
    underflow = fromStart < 0;
    return fromStart;
  }

  /// Sets where a side begins, if this segment tells.
  static void begin(TcpEndpoint endpoint, boolean syn, int sequence, int after) {
    switch (endpoint.state()) {
      case INACTIVE -> {
        if (syn) {
          endpoint.beginAt(sequence, after);
        } else {
          // As if a SYN had been there, so that relative numbers mean the same.
          endpoint.beginAt(sequence - 1, sequence);
        }
      }
      case SYN_SENT, SYN_ACK_SENT -> {
        if (syn && sequence != endpoint.start) {
          endpoint.flow.weird("SYN_seq_jump");
          endpoint.beginAt(sequence, after);
        }
      }
      case ESTABLISHED, PARTIAL -> {
        if (syn) {
          if (endpoint.size() > 0) {
            endpoint.flow.weird("SYN_inside_connection");
          }
          if (sequence != endpoint.start) {
            endpoint.flow.weird("SYN_seq_jump");
          }
          endpoint.beginAt(sequence, after);
        }
      }
      case RESET -> {
        if (syn && endpoint.previousState() == TcpState.INACTIVE) {
          // The numbers were those of a RST, which may have been forged.
          endpoint.beginAt(sequence, after);
        }
      }
      case CLOSED -> {}
    }
  }

  /// Sets where a side begins of which only the peer's acknowledgment is known.
  static void beginPeer(TcpEndpoint peer, TcpEndpoint endpoint, int flags, int acknowledgment) {
    boolean control = (flags & (TcpHeader.SYN | TcpHeader.FIN | TcpHeader.RST)) != 0;
    boolean greeted =
        endpoint.state() == TcpState.SYN_SENT
            || endpoint.state() == TcpState.SYN_ACK_SENT
            || endpoint.state() == TcpState.ESTABLISHED;
    if (!control && greeted && !endpoint.flow.hadWeird()) {
      endpoint.flow.weird("possible_split_routing");
    }
    peer.beginAt(acknowledgment - 1, acknowledgment - 1);
  }

  static void acknowledge(TcpEndpoint endpoint, int acknowledgment) {
    int delta = Sequence.delta(acknowledgment, endpoint.ack);
    if (delta > 0 && (acknowledgment != 0 || delta <= TOO_LARGE)) {
      endpoint.advanceAck(acknowledgment);
    }
  }

  /// Moves on the end of what was sent.
  ///
  /// @return how far this segment's end is after all before
  static int advance(TcpEndpoint endpoint, int after, int flags, int length) {
    int delta = Sequence.delta(after, endpoint.last);
    boolean unreliable = (flags & (TcpHeader.SYN | TcpHeader.RST)) != 0;
    if (unreliable && (delta > TOO_LARGE || delta < -TOO_LARGE)) {
      return delta;
    }
    if ((flags & TcpHeader.FIN) != 0 && endpoint.last == endpoint.start + 1) {
      endpoint.advanceLast(after);
    } else if (endpoint.state() == TcpState.RESET) {
      return delta;
    } else if (delta > 0) {
      endpoint.advanceLast(after);
    } else if (length > 0) {
      endpoint.retransmitted();
    }
    return delta;
  }
}
