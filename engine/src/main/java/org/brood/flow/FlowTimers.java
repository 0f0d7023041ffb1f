package org.brood.flow;

import org.jspecify.annotations.Nullable;

/// The timers of one flow: when it ends by itself, and when scripts hear of it.
public final class FlowTimers {
  private final Flow flow;

  /// In the order in which they were added.
  private @Nullable FlowTimer first;

  private boolean cancelled;
  private boolean hasStatusTimer;
  private long inactivityNanos;

  FlowTimers(Flow flow) {
    this.flow = flow;
  }

  /// Ends the flow when nothing comes for this long; 0 for never.
  public void inactivityNanos(long nanos) {
    if (nanos == inactivityNanos) {
      return;
    }
    FlowTimer timer = first;
    while (timer != null && timer.kind != FlowTimer.Kind.INACTIVITY) {
      timer = timer.next;
    }
    if (timer != null) {
      flow.table().timers().cancel(timer);
      drop(timer);
    }
    if (nanos != 0) {
      add(FlowTimer.Kind.INACTIVITY, flow.lastNanos() + nanos);
    }
    inactivityNanos = nanos;
  }

  public long inactivityNanos() {
    return inactivityNanos;
  }

  /// Ends the flow after this time, whatever comes.
  public void lifetimeNanos(long nanos) {
    add(FlowTimer.Kind.LIFETIME, flow.table().networkNanos() + nanos);
  }

  void enableStatusUpdates() {
    long interval = flow.table().options().statusUpdateNanos;
    if (!hasStatusTimer && interval != 0) {
      hasStatusTimer = true;
      add(FlowTimer.Kind.STATUS_UPDATE, flow.table().networkNanos() + interval);
    }
  }

  void add(FlowTimer.Kind kind, long dueNanos) {
    if (!kind.ofTcp && (cancelled || !flow.isInTable())) {
      return;
    }
    FlowTimer timer = flow.table().lendTimer(kind, flow);
    FlowTimer last = first;
    if (last == null) {
      first = timer;
    } else {
      while (last.next != null) {
        last = last.next;
      }
      last.next = timer;
    }
    flow.table().timers().add(timer, dueNanos);
  }

  void drop(FlowTimer timer) {
    FlowTimer before = null;
    for (FlowTimer one = first; one != null; one = one.next) {
      if (one == timer) {
        unlink(before, one);
        break;
      }
      before = one;
    }
    flow.table().takeBack(timer);
  }

  private void unlink(@Nullable FlowTimer before, FlowTimer timer) {
    if (before == null) {
      first = timer.next;
    } else {
      before.next = timer.next;
    }
    timer.next = null;
  }

  /// Cancels the timers of the TCP layer.
  void cancelOfTcp() {
    cancel(true);
  }

  /// Cancels all but those of the TCP layer, and adds no more of them.
  void cancelOthers() {
    cancel(false);
    cancelled = true;
  }

  /// Cancels in the order in which they were added.
  private void cancel(boolean ofTcp) {
    FlowTimer before = null;
    FlowTimer timer = first;
    while (timer != null) {
      FlowTimer next = timer.next;
      if (timer.kind.ofTcp == ofTcp) {
        unlink(before, timer);
        flow.table().timers().cancel(timer);
        flow.table().takeBack(timer);
      } else {
        before = timer;
      }
      timer = next;
    }
  }
}
