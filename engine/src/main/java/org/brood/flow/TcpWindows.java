package org.brood.flow;

import org.brood.wire.Sequence;
import org.brood.wire.TcpHeader;
import org.brood.wire.TcpOptions;

/// Advertised windows: what they are scaled by, when they are zero or taken back.
final class TcpWindows {
  /// RFC 7323, 2.3: a window is scaled by 14 bits at most.
  private static final int MAX_SCALE = 14;

  private static final int NO_SCALE = -1;

  private final TcpOptions options = new TcpOptions();

  /// Takes the window scale of a SYN.
  void begin(TcpEndpoint endpoint, TcpHeader header) {
    int scale = scale(header);
    if (scale == NO_SCALE) {
      endpoint.windowScale = 0;
      if (header.has(TcpHeader.ACK)) {
        // The answer does not offer it: then nobody scales.
        endpoint.peer().windowScale = 0;
      }
      return;
    }
    if (scale > MAX_SCALE) {
      if (!endpoint.flow.hadWeird()) {
        endpoint.flow.weird("TCP_scale_range", Integer.toString(scale), TcpFlow.SOURCE);
      }
      scale = MAX_SCALE;
    }
    int sequence = header.sequence();
    int acknowledgment = header.acknowledgment();
    endpoint.windowScale = (byte) scale;
    endpoint.windowSequence = sequence;
    endpoint.windowAck = acknowledgment;
    endpoint.peer().windowSequence = acknowledgment;
    endpoint.peer().windowAck = sequence;
  }

  private int scale(TcpHeader header) {
    int scale = NO_SCALE;
    options.wrap(header);
    while (options.next()) {
      if (options.kind() == TcpOptions.WINDOW_SCALE && options.length() >= 3) {
        scale = options.u8(2);
      }
    }
    return scale;
  }

  /// Takes the window of any segment.
  void update(TcpEndpoint endpoint, TcpHeader header) {
    int scale = endpoint.windowScale;
    int window = header.window() << scale;
    boolean rst = header.has(TcpHeader.RST);
    if (window == 0
        && !rst
        && endpoint.peer().state() != TcpState.CLOSED
        && endpoint.state() != TcpState.RESET) {
      endpoint.zeroWindow();
    }
    if (rst
        || header.has(TcpHeader.SYN)
        || header.has(TcpHeader.FIN)
        || endpoint.state() == TcpState.CLOSED
        || endpoint.state() == TcpState.RESET) {
      // Windows of these are often taken back at once, for good reasons.
      return;
    }
    int sequence = header.sequence();
    int acknowledgment = header.acknowledgment();
    if (Sequence.delta(sequence, endpoint.windowSequence) < 0
        || Sequence.delta(acknowledgment, endpoint.windowAck) < 0) {
      return;
    }
    int advance = Sequence.delta(acknowledgment + window, endpoint.windowAck + endpoint.window);
    if (advance < 0 && -advance >= 1 << scale) {
      endpoint.flow.weird("window_recision");
    }
    endpoint.window = window;
    endpoint.windowAck = acknowledgment;
    endpoint.windowSequence = sequence;
  }
}
