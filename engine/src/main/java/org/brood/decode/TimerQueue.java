package org.brood.decode;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Timers by packet time: a binary heap.
///
/// Timers that are due at the same time run in an order that the heap's shape decides. Scripts see
/// that order, so the heap is Zeek's: new timers rise only past later ones, the last one takes the
/// place of one that leaves, and of two children the left one goes first only if it is earlier.
public final class TimerQueue {
  private @Nullable Timer[] heap = new Timer[64];

  // When the timers of the heap are due: comparing them touches no timer.
  private long[] dues = new long[64];
  private int size;
  private int peak;
  private @Nullable Other other;
  private long nowNanos;
  private boolean started;
  private long lastDueNanos;
  private long added;

  /// Adds a timer, due or not; it runs when time is next advanced.
  public void add(Timer timer, long dueNanos) {
    if (timer.slot >= 0) {
      throw new IllegalStateException("timer is pending");
    }
    timer.dueNanos = dueNanos;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
      dues = Arrays.copyOf(dues, 2 * size);
    }
    rise(size, timer, dueNanos);
    size++;
    added++;
    peak = Math.max(peak, size);
  }

  /// Takes out a timer, which then does not run; nothing happens when it is not pending.
  public void cancel(Timer timer) {
    if (timer.slot < 0) {
      return;
    }
    rise(timer.slot, timer, Long.MIN_VALUE);
    removeFirst();
  }

  /// Another queue whose timers run in turn with these, each when it is the earliest.
  public interface Other {
    /// When its next timer is due, [Long#MAX_VALUE] if there is none.
    long nextNanos();

    /// Runs its next timer.
    void runNext();

    /// Time has moved on.
    void advanced(long nanos);
  }

  /// Takes turns with another queue from now on.
  public void takeTurnsWith(Other queue) {
    other = queue;
  }

  private long ownNext() {
    return size > 0 ? dues[0] : Long.MAX_VALUE;
  }

  private long otherNext() {
    Other o = other;
    return o == null ? Long.MAX_VALUE : o.nextNanos();
  }

  /// Runs timers that are due, the earliest first.
  ///
  /// @param max how many at most; 0 for all
  /// @return how many ran
  public int advance(long toNanos, int max) {
    nowNanos = toNanos;
    started = true;
    Other o = other;
    int ran = 0;
    while (max == 0 || ran < max) {
      long own = ownNext();
      long others = otherNext();
      if (Math.min(own, others) > toNanos) {
        break;
      }
      if (o != null && others < own) {
        o.runNext();
      } else {
        Timer timer = removeFirst();
        lastDueNanos = timer.dueNanos;
        timer.expire(toNanos, false);
      }
      ran++;
    }
    return ran;
  }

  /// Runs all timers, due or not, because the run ends.
  public void expireAll() {
    while (size > 0) {
      removeFirst().expire(nowNanos, true);
    }
  }

  /// Whether a timer is due at this time.
  public boolean isDue(long nanos) {
    return Math.min(ownNext(), otherNext()) <= nanos;
  }

  /// The last time that was advanced to; one second before the first.
  public long nowNanos() {
    return started && nowNanos != 0 ? nowNanos : 1_000_000_000L;
  }

  public int size() {
    return size;
  }

  public int peak() {
    return peak;
  }

  /// When the timer that ran last was due: how far behind the queue is.
  public long lastDueNanos() {
    return lastDueNanos;
  }

  /// Tells the other queue that time has moved on.
  void tellAdvanced(long nanos) {
    Other o = other;
    if (o != null) {
      o.advanced(nanos);
    }
  }

  private Timer at(int slot) {
    Timer timer = heap[slot];
    if (timer == null) {
      throw new IllegalStateException("empty slot");
    }
    return timer;
  }

  private Timer removeFirst() {
    Timer first = at(0);
    size--;
    Timer last = at(size);
    heap[size] = null;
    if (size > 0) {
      sink(last, dues[size]);
    }
    first.slot = -1;
    return first;
  }

  private void place(int slot, Timer timer, long due) {
    heap[slot] = timer;
    dues[slot] = due;
    timer.slot = slot;
  }

  /// Places a timer in a free slot or above it: later ones come down on the way.
  private void rise(int from, Timer timer, long due) {
    int slot = from;
    while (slot > 0) {
      int parent = (slot - 1) / 2;
      if (dues[parent] <= due) {
        break;
      }
      place(slot, at(parent), dues[parent]);
      slot = parent;
    }
    place(slot, timer, due);
  }

  /// Places a timer in the free root or below it: earlier ones come up on the way.
  private void sink(Timer timer, long due) {
    int slot = 0;
    while (2 * slot + 1 < size) {
      int left = 2 * slot + 1;
      int right = left + 1;
      int child = right < size && dues[left] >= dues[right] ? right : left;
      if (dues[child] >= due) {
        break;
      }
      place(slot, at(child), dues[child]);
      slot = child;
    }
    place(slot, timer, due);
  }

  /// How many timers were added ever.
  public long added() {
    return added;
  }
}
