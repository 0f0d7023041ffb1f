package org.brood.node.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.brood.spool.LogArchive;
import org.brood.spool.LogCollector;
import org.brood.spool.LogStore;
import org.brood.spool.LogStoreSettings;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// The logs of a host that was the logger once and is not now: hosts that sent rows to it and got
/// no answer wait for one, and for nobody else's. It is opened when such a host comes, and closed
/// when none came for a while.
final class StoreKeeper implements AutoCloseable {
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final LogStoreSettings settings;
  private final Path socket;
  private final PrintStream err;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LogCollector collector;
  private long usedMillis;

  /// The logger's engine has the folder, or may have.
  private boolean engine = true;

  /// @param settings of the folder that a logger's engine of this host writes
  /// @param socket where a logger's engine of this host listens
  StoreKeeper(LogStoreSettings settings, Path socket, PrintStream err, InstantSource clock) {
    this.settings = settings;
    this.socket = socket;
    this.err = err;
    this.clock = clock;
  }

  /// A sender came, and nobody was there. For any thread.
  void wanted() {
    lock.lock();
    try {
      if (engine || collector != null || !LogStore.exists(settings)) {
        return;
      }
      Meters own = new Meters(); // those of the host are of its logger's engine
      LogStore store = LogStore.open(settings, clock, own, err::println);
      LogCollector made =
          new LogCollector(
              store, new LogArchive(settings, clock, own, err::println), socket, own, err::println);
      made.start();
      collector = made;
      usedMillis = clock.millis();
    } catch (IOException e) {
      err.println("logs of the time when this host was the logger: " + e.getMessage());
    } finally {
      lock.unlock();
    }
  }

  /// Whether a logger's engine of this host runs from now on, or may: the folder is then not
  /// touched.
  void engine(boolean runs) throws IOException {
    lock.lock();
    try {
      engine = runs;
      if (runs) {
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  /// To be called every second.
  void tick(boolean isUsed) throws IOException {
    lock.lock();
    try {
      long now = clock.millis();
      if (isUsed) {
        usedMillis = now;
      } else if (now - usedMillis > IDLE.toMillis()) {
        close();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      LogCollector open = collector;
      collector = null;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
