package org.brood.node;

import java.util.concurrent.CountDownLatch;

/// The end of a live run by SIGINT or SIGTERM: the JVM's shutdown waits until the run has flushed
/// its connections and closed its logs, and then leaves with the run's own exit code.
final class StopSignal {
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean received;
  private volatile Runnable then = () -> {};
  private volatile int exitCode;

  private StopSignal() {}

  /// Listens from now on.
  static StopSignal listen() {
    StopSignal made = new StopSignal();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(made::await));
    return made;
  }

  /// Nobody: the run has an end of its own.
  static StopSignal none() {
    return new StopSignal();
  }

  private void await() {
    request();
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  /// Wants the end, as a signal does.
  void request() {
    received = true;
    then.run();
  }

  /// What is done besides when the end is wanted, on another thread.
  void then(Runnable action) {
    then = action;
    if (received) {
      action.run();
    }
  }

  /// Whether the run shall end.
  boolean isReceived() {
    return received;
  }

  /// Says that the run has ended: to be called before the process leaves.
  void finished(int code) {
    exitCode = code;
    finished.countDown();
  }
}
