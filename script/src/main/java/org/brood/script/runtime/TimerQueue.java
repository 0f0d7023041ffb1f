package org.brood.script.runtime;

import java.util.PriorityQueue;

/// Timers of one worker by network time; those of the same time in the order in which they were
/// set.
public final class TimerQueue {
  private record Entry(double at, long order, Timer timer) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int c = Double.compare(at, other.at);
      return c != 0 ? c : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Entry> queue = new PriorityQueue<>();
  private long order;

  public void add(double at, Timer timer) {
    queue.add(new Entry(at, order++, timer));
  }

  public int size() {
    return queue.size();
  }

  /// How many timers were added ever.
  public long added() {
    return order;
  }

  /// The time of the next timer, infinity if there is none.
  public double next() {
    Entry head = queue.peek();
    return head == null ? Double.POSITIVE_INFINITY : head.at;
  }

  /// Runs the next timer if it is due.
  ///
  /// @return whether one was
  public boolean runOne(double now) {
    Entry head = queue.peek();
    if (head == null || head.at > now) {
      return false;
    }
    queue.poll();
    head.timer.expire(now);
    return true;
  }

  /// Runs all timers that are left, at the end of everything, as if their time had come; those that
  /// are set meanwhile are dropped.
  public void runAll(double now) {
    int count = queue.size();
    for (int i = 0; i < count; i++) {
      Entry head = queue.poll();
      if (head == null) {
        return;
      }
      head.timer.expire(now);
    }
  }

  public void clear() {
    queue.clear();
  }
}
