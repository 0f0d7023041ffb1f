package org.brood.spread;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A bounded queue from one thread to another. Who finds it full or empty sleeps until the other
/// one moves, or until it is closed.
public final class Handover<T> {
  private final AtomicReferenceArray<@Nullable T> slots;
  private final int mask;
  private int head;
  private int tail;
  private volatile @Nullable Thread taker;
  private volatile @Nullable Thread giver;
  private volatile boolean closed;

  /// @param capacity a power of two
  public Handover(int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("not a power of two: " + capacity);
    }
    slots = new AtomicReferenceArray<>(capacity);
    mask = capacity - 1;
  }

  /// Hands something over; sleeps while there is no room.
  ///
  /// @return false if the queue is closed
  public boolean put(T what) {
    int slot = tail++ & mask;
    if (slots.get(slot) != null) {
      giver = Thread.currentThread();
      while (slots.get(slot) != null && !closed) {
        LockSupport.park(this);
      }
      giver = null;
    }
    slots.set(slot, what);
    LockSupport.unpark(taker);
    return !closed;
  }

  /// Takes what came first; sleeps while there is nothing.
  ///
  /// @return null if the queue is closed and empty
  public @Nullable T take() {
    int slot = head & mask;
    T what = slots.get(slot);
    if (what == null) {
      taker = Thread.currentThread();
      what = slots.get(slot);
      while (what == null && !closed) {
        LockSupport.park(this);
        what = slots.get(slot);
      }
      taker = null;
      if (what == null) {
        return null;
      }
    }
    head++;
    slots.set(slot, null);
    LockSupport.unpark(giver);
    return what;
  }

  /// Wakes both sides and lets nobody sleep any more. Any thread may call.
  public void close() {
    closed = true;
    LockSupport.unpark(taker);
    LockSupport.unpark(giver);
  }
}
