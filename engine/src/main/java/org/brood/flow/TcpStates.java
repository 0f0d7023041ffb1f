package org.brood.flow;

import java.util.Objects;
import org.brood.wire.Sequence;
import org.brood.wire.TcpHeader;
import org.jspecify.annotations.Nullable;

/// What a segment does to the state of its side (and sometimes of the other). One object is filled
/// again for each segment.
final class TcpStates {
  private @Nullable TcpFlow current;
  private boolean closes;
  private boolean normally;

  private TcpFlow flow() {
    return Objects.requireNonNull(current);
  }

  /// Whether the last segment closed its side.
  boolean closes() {
    return closes;
  }

  /// Whether it did so in a way that is worth an event.
  boolean closesNormally() {
    return normally;
  }

  /// Takes a segment.
  ///
  /// @param advance how far its end is after all that came before
  void update(
      TcpEndpoint endpoint,
      boolean fromOriginator,
      TcpHeader header,
      int length,
      int advance,
      long nowNanos) {
    current = endpoint.flow;
    closes = false;
    normally = false;
    int flags = header.flags();
    switch (endpoint.state()) {
      case INACTIVE -> inactive(endpoint, fromOriginator, header, length, nowNanos);
      case SYN_SENT, SYN_ACK_SENT -> synSent(endpoint, fromOriginator, flags, length);
      case ESTABLISHED, PARTIAL -> established(endpoint, flags);
      case CLOSED -> closed(endpoint, flags, advance, nowNanos);
      case RESET -> reset(flags, length);
    }
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }

  private void weird(String name) {
    flow().weird(name, "", TcpFlow.SOURCE);
  }

  private void inactive(
      TcpEndpoint endpoint, boolean fromOriginator, TcpHeader header, int length, long nowNanos) {
    int flags = header.flags();
    TcpEndpoint peer = endpoint.peer();
    if (has(flags, TcpHeader.SYN)) {
      if (fromOriginator) {
        firstSyn(endpoint, flags, nowNanos);
      } else {
        answeringSyn(endpoint, header);
      }
    }
    if (has(flags, TcpHeader.FIN)) {
      endpoint.state(TcpState.CLOSED);
      closes = true;
      normally = true;
      if (peer.state() != TcpState.PARTIAL && !has(flags, TcpHeader.SYN)) {
        weird("spontaneous_FIN");
      }
    }
    if (has(flags, TcpHeader.RST)) {
      firstReset(endpoint, fromOriginator);
    }
    if (endpoint.state() == TcpState.INACTIVE) {
      firstData(endpoint, fromOriginator, flags, length);
    }
  }

  private void firstSyn(TcpEndpoint endpoint, int flags, long nowNanos) {
    if (has(flags, TcpHeader.ACK)) {
      weird("connection_originator_SYN_ack");
      endpoint.state(TcpState.SYN_ACK_SENT);
    } else {
      endpoint.state(TcpState.SYN_SENT);
    }
    long delay = flow().table().options().tcpAttemptDelayNanos;
    if (delay != 0) {
      flow().timers().add(FlowTimer.Kind.TCP_ATTEMPT, nowNanos + delay);
    }
  }

  private void answeringSyn(TcpEndpoint endpoint, TcpHeader header) {
    TcpEndpoint peer = endpoint.peer();
    if (header.has(TcpHeader.ACK)) {
      if (peer.state() != TcpState.INACTIVE
          && peer.state() != TcpState.PARTIAL
          && !Sequence.between(header.acknowledgment(), peer.start, peer.last)) {
        weird("bad_SYN_ack");
      }
    } else if (peer.state() == TcpState.SYN_ACK_SENT && header.sequence() == endpoint.start) {
      // SYN and SYN-ACK came in the wrong order.
      flow().notPartial();
      flow().flipRoles();
      peer.state(TcpState.ESTABLISHED);
      flow().setFirstPacketSeen(true);
    } else {
      weird("simultaneous_open");
    }
    if (peer.state() == TcpState.SYN_SENT) {
      peer.state(TcpState.ESTABLISHED);
    } else if (peer.state() == TcpState.INACTIVE) {
      weird("unsolicited_SYN_response");
    }
    endpoint.state(TcpState.ESTABLISHED);
    if (peer.state() != TcpState.PARTIAL) {
      flow().table().listener().established(flow());
      flow().timers().enableStatusUpdates();
    }
  }

  private void firstReset(TcpEndpoint endpoint, boolean fromOriginator) {
    TcpEndpoint peer = endpoint.peer();
    endpoint.state(TcpState.RESET);
    boolean rejects =
        fromOriginator
            ? peer.state() == TcpState.ESTABLISHED
            : peer.state() == TcpState.SYN_SENT || peer.state() == TcpState.SYN_ACK_SENT;
    closes = true;
    normally = !rejects;
    if (rejects) {
      flow().table().listener().rejected(flow());
    } else if (peer.state() == TcpState.INACTIVE) {
      weird("spontaneous_RST");
    }
  }

  private void firstData(TcpEndpoint endpoint, boolean fromOriginator, int flags, int length) {
    TcpEndpoint peer = endpoint.peer();
    if (!fromOriginator && length == 0 && flow().originator().state() == TcpState.SYN_SENT) {
      // Some acknowledge a SYN before they answer it.
      return;
    }
    if (has(flags, TcpHeader.ACK) && peer.state() == TcpState.ESTABLISHED) {
      // Only the SYN was missed.
      endpoint.state(TcpState.ESTABLISHED);
      flow().notPartial();
      flow().setFirstPacketSeen(fromOriginator);
      return;
    }
    endpoint.state(TcpState.PARTIAL);
    flow().timers().enableStatusUpdates();
    if (peer.state() == TcpState.PARTIAL) {
      flow().table().listener().partial(flow());
    }
  }

  private void synSent(TcpEndpoint endpoint, boolean fromOriginator, int flags, int length) {
    if (has(flags, TcpHeader.SYN)) {
      boolean acks = has(flags, TcpHeader.ACK);
      boolean ends = has(flags, TcpHeader.FIN) || has(flags, TcpHeader.RST);
      if (fromOriginator && acks && !ends && endpoint.state() != TcpState.SYN_ACK_SENT) {
        weird("repeated_SYN_with_ack");
      } else if (!fromOriginator && !acks && endpoint.state() != TcpState.SYN_SENT) {
        weird("repeated_SYN_reply_wo_ack");
      }
    }
    if (has(flags, TcpHeader.FIN)) {
      TcpState other = endpoint.peer().state();
      if (other == TcpState.INACTIVE || other == TcpState.SYN_SENT) {
        weird("inappropriate_FIN");
      }
      endpoint.state(TcpState.CLOSED);
      closes = true;
      normally = true;
    }
    if (has(flags, TcpHeader.RST)) {
      endpoint.state(TcpState.RESET);
      flow().connectionReset();
      closes = true;
    } else if (length > 0) {
      weird("data_before_established");
    }
  }

  private void established(TcpEndpoint endpoint, int flags) {
    TcpEndpoint peer = endpoint.peer();
    if (has(flags, TcpHeader.SYN)
        && !has(flags, TcpHeader.ACK)
        && endpoint.state() == TcpState.PARTIAL
        && peer.state() == TcpState.INACTIVE) {
      weird("SYN_after_partial");
      endpoint.state(TcpState.SYN_SENT);
    }
    if (has(flags, TcpHeader.FIN) && !has(flags, TcpHeader.RST)) {
      endpoint.state(TcpState.CLOSED);
      if (peer.state() == TcpState.RESET && peer.previousState() == TcpState.CLOSED) {
        // A FIN and then a RST was the peer's way to close normally.
        peer.state(TcpState.CLOSED);
      }
      closes = true;
      normally = true;
    }
    if (has(flags, TcpHeader.RST)) {
      endpoint.state(TcpState.RESET);
      closes = true;
      if (peer.state() != TcpState.RESET || peer.previousState() != TcpState.ESTABLISHED) {
        flow().connectionReset();
      }
    }
  }

  private void closed(TcpEndpoint endpoint, int flags, int advance, long nowNanos) {
    if (has(flags, TcpHeader.SYN)) {
      weird("SYN_after_close");
    }
    if (has(flags, TcpHeader.FIN) && advance > 0) {
      weird("FIN_advanced_last_seq");
    }
    if (has(flags, TcpHeader.RST) && endpoint.peer().state() != TcpState.CLOSED) {
      endpoint.state(TcpState.RESET);
      if (!endpoint.closed) {
        closes = true;
      }
      if (flow().table().listener().wantsReset()) {
        flow()
            .timers()
            .add(FlowTimer.Kind.TCP_RESET, nowNanos + flow().table().options().tcpResetDelayNanos);
      }
    }
  }

  private void reset(int flags, int length) {
    if (has(flags, TcpHeader.SYN)) {
      weird("SYN_after_reset");
    }
    if (has(flags, TcpHeader.FIN)) {
      weird("FIN_after_reset");
    }
    if (length > 0 && !has(flags, TcpHeader.RST)) {
      weird("data_after_reset");
    }
  }
}
