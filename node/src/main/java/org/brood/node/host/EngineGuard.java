package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Keeps one engine running: started again when it dies, after a pause that doubles while it keeps
/// dying.
final class EngineGuard implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /// Who runs as long as this is well: the next pause is the first again.
  private static final Duration WELL = Duration.ofSeconds(60);

  /// How long an engine may take to flush its connections and logs.
  private static final Duration GRACE = Duration.ofSeconds(20);

  /// What an engine does at the moment.
  enum State {
    STARTING,
    RUNNING,
    CRASHED,
    STOPPED
  }

  private final String node;
  private final Path folder;
  private final Engine.Order order;
  private final Engine.Starter starter;
  private final Map<String, String> environment;
  private final PrintStream err;
  private final InstantSource clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Engine engine;
  private volatile State state = State.STARTING;
  private volatile long started;
  private final AtomicLong restarts = new AtomicLong();
  private volatile int lastExit;

  /// @param folder where the engine works and its output is kept
  /// @param environment all that it gets, if it is a process
  EngineGuard(
      String node,
      Path folder,
      Engine.Order order,
      Engine.Starter starter,
      Map<String, String> environment,
      PrintStream err,
      InstantSource clock) {
    this.node = node;
    this.folder = folder;
    this.order = order;
    this.starter = starter;
    this.environment = Map.copyOf(environment);
    this.err = err;
    this.clock = clock;
    thread = Thread.ofVirtual().name("guard " + node).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (stop.getCount() > 0) {
        long began = clock.millis();
        int exit = runOnce();
        if (stop.getCount() == 0) {
          break;
        }
        lastExit = exit;
        state = State.CRASHED;
        restarts.incrementAndGet();
        pause = clock.millis() - began > WELL.toMillis() ? FIRST_PAUSE : pause;
        err.println(
            "%s: ended with exit code %d, is started again in %.1f s"
                .formatted(node, exit, pause.toMillis() / 1000.0));
        stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    state = State.STOPPED;
  }

  /// Runs the engine to its end.
  private int runOnce() throws InterruptedException {
    state = State.STARTING;
    try {
      Files.createDirectories(folder);
      Engine made = starter.start(order, folder, environment);
      engine = made;
      started = clock.millis() / 1000;
      if (stop.getCount() == 0) {
        made.stop(); // somebody stopped it while it was being started
      }
      Thread.ofVirtual()
          .name("output " + node)
          .start(() -> EngineOutput.copy(made.output(), folder, node, err));
      return made.await();
    } catch (IOException e) {
      err.println(node + ": cannot be started: " + e.getMessage());
      return 1;
    } finally {
      engine = null;
      started = 0;
    }
  }

  /// Said by the engine itself.
  void ready() {
    state = State.RUNNING;
  }

  State state() {
    return state;
  }

  long pid() {
    Engine now = engine;
    return now == null ? 0 : now.pid();
  }

  /// Seconds since 1970, 0 if it does not run.
  long started() {
    return started;
  }

  long restarts() {
    return restarts.get();
  }

  int lastExit() {
    return lastExit;
  }

  Path folder() {
    return folder;
  }

  Engine.Order order() {
    return order;
  }

  /// Asks the engine to end, waits for it, and at last kills it.
  @Override
  public void close() {
    stop.countDown();
    Engine now = engine;
    if (now != null) {
      now.stop();
    }
    try {
      if (!thread.join(GRACE) && now != null) {
        err.println(node + ": does not end: killed");
        now.kill();
        thread.join(GRACE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
