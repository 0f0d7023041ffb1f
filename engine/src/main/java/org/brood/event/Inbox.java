package org.brood.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What comes to a worker besides packets: sources that it asks now and then, and tasks that other
/// threads hand over. All of it runs on the worker's thread, between packets.
///
/// [#post] is for any thread, the rest for the worker's.
public final class Inbox {
  /// Tasks that wait at most; who posts one more waits too.
  private static final int MAX_TASKS = 10_000;

  private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MAX_TASKS);
  private final List<Source> sources = new ArrayList<>();

  /// Whether a task may wait: asked for each packet, for which the queue's lock is too dear.
  private volatile boolean posted;

  /// Something that is asked whether it has news.
  @FunctionalInterface
  public interface Source {
    /// Brings what is new.
    ///
    /// @param nowNanos a clock that only goes forward
    /// @return whether there was anything
    boolean poll(long nowNanos);
  }

  /// Adds a source, which is asked from now on.
  public void add(Source source) {
    sources.add(source);
  }

  /// Whether there is anything to ask at all.
  public boolean isIdle() {
    return sources.isEmpty() && !posted;
  }

  /// Hands a task over; waits while too many wait.
  public void post(Runnable task) {
    try {
      tasks.put(task);
      posted = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs what was posted and asks all sources.
  ///
  /// @return whether anything came
  public boolean poll(long nowNanos) {
    boolean came = posted && runTasks();
    for (int i = 0; i < sources.size(); i++) {
      came |= sources.get(i).poll(nowNanos);
    }
    return came;
  }

  private boolean runTasks() {
    posted = false;
    boolean came = false;
    // No more than wait now, so that tasks that never end to come leave room for packets.
    for (int left = tasks.size(); left > 0; left--) {
      Runnable task = tasks.poll();
      if (task != null) {
        task.run();
        came = true;
      }
    }
    return came;
  }

  /// Waits until a task comes, and runs it.
  ///
  /// @return whether one came in time
  public boolean await(long millis) {
    try {
      @Nullable Runnable task = tasks.poll(millis, TimeUnit.MILLISECONDS);
      if (task != null) {
        task.run();
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }
}
