package org.brood.flow;

import org.brood.decode.Timer;
import org.jspecify.annotations.Nullable;

/// A timer of one flow. The table lends them and takes them back.
final class FlowTimer extends Timer {
  enum Kind {
    INACTIVITY(false, false),
    STATUS_UPDATE(false, false),
    LIFETIME(false, false),
    TCP_EXPIRE(true, false),
    TCP_ATTEMPT(true, true),
    TCP_PARTIAL_CLOSE(true, false),
    TCP_RESET(true, true),
    TCP_CLOSED(true, false),
    TCP_DELETE(true, false);

    /// Whether a closing connection cancels it, as all timers of the TCP layer.
    final boolean ofTcp;

    /// Whether it runs at the end of the run although it is not due.
    final boolean runsAtEnd;

    Kind(boolean ofTcp, boolean runsAtEnd) {
      this.ofTcp = ofTcp;
      this.runsAtEnd = runsAtEnd;
    }
  }

  Kind kind = Kind.INACTIVITY;
  @Nullable Flow flow;
  @Nullable FlowTimer next;

  @Override
  public void expire(long nowNanos, boolean atEnd) {
    Flow of = flow;
    if (of == null) {
      throw new IllegalStateException("timer of no flow");
    }
    Kind what = kind;
    of.timers().drop(this);
    if (!atEnd || what.runsAtEnd) {
      of.timerRan(what, nowNanos);
    }
  }
}
