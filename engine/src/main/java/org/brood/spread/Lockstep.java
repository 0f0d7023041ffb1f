package org.brood.spread;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where all threads of a run meet at the end of each window of packet time. The last one that
/// comes does what is to be done while all stand still.
public final class Lockstep {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final int parties;
  private final Runnable meanwhile;
  private int arrived;
  private int round;
  private boolean givenUp;

  /// @param parties how many threads meet
  /// @param meanwhile what is done at each meeting; it sees what all did before, and all see what
  ///   it did
  public Lockstep(int parties, Runnable meanwhile) {
    this.parties = parties;
    this.meanwhile = meanwhile;
  }

  /// Waits for all others.
  ///
  /// @return false if the run was given up
  public boolean meet() {
    lock.lock();
    try {
      int mine = round;
      if (++arrived == parties && !givenUp) {
        meanwhile.run();
        arrived = 0;
        round++;
        changed.signalAll();
      }
      while (mine == round && !givenUp) {
        changed.awaitUninterruptibly();
      }
      return !givenUp;
    } finally {
      lock.unlock();
    }
  }

  /// Ends all meetings, now and from now on: one of the threads has failed.
  public void giveUp() {
    lock.lock();
    try {
      givenUp = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
