package org.brood.node.intel;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.brood.node.config.IntelFeed;
import org.brood.node.config.IntelFeeds;
import org.brood.telemetry.Meters;
import org.jspecify.annotations.Nullable;

/// Keeps feeds fresh in a folder that scripts read: a thread for each, which looks now and then.
///
/// `status` tells how each does, a line each; scripts read it too.
public final class IntelKeeper implements AutoCloseable {
  private static final String STATUS = "status";
  private static final String STATUS_HEADER =
      "#fields\tname\tindicators\tgood_at\tlooked_at\tfailures\tresult\ttext\n";
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final int MAX_DOUBLINGS = 20;

  /// How much pauses differ, so that not all ask a server at once.
  private static final double JITTER = 0.05;

  private static final double FAILURE_JITTER = 0.2;
  private static final double MILLIS = 1000.0;

  private final Path folder;
  private final Meters meters;
  private final PrintStream err;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock statusLock = new ReentrantLock();
  private final Map<String, Look> looks = new ConcurrentHashMap<>();
  private Map<String, Watch> watches = new LinkedHashMap<>();
  private @Nullable FileChannel lockFile;

  /// What the last look at a feed found.
  ///
  /// @param failures in a row
  private record Look(
      FeedFiles.State state, long lookedMillis, int failures, Result result, String text) {}

  private enum Result {
    /// Nobody looked since the start.
    NONE,
    GOOD,
    FAILED,
    SHRUNK
  }

  /// A feed that is looked after.
  private record Watch(IntelFeed feed, CountDownLatch stop, Thread thread) {}

  /// @param folder made if it is not there
  public IntelKeeper(Path folder, Meters meters, PrintStream err, InstantSource clock) {
    this.folder = folder;
    this.meters = meters;
    this.err = err;
    this.clock = clock;
  }

  /// Takes the folder, for there may be one who writes it.
  ///
  /// @return false if another process has it: what it brings is there to be read
  /// @throws IOException if it cannot be written
  public boolean open() throws IOException {
    if (lockFile != null) {
      return true;
    }
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    @Nullable FileLock taken = null;
    try {
      taken = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // this process has it
    }
    if (taken == null) {
      channel.close();
      return false;
    }
    lockFile = channel;
    return true;
  }

  /// Looks after these feeds, and no others, from now on. What is known of them can be read when
  /// this returns.
  public void keep(IntelFeeds feeds) throws IOException {
    lock.lock();
    try {
      if (feeds.feeds().isEmpty() && !Files.isDirectory(folder)) {
        return;
      }
      Map<String, Watch> next = new LinkedHashMap<>();
      for (IntelFeed feed : feeds.feeds()) {
        Watch same = watches.remove(feed.name());
        if (same != null && same.feed.equals(feed)) {
          next.put(feed.name(), same);
          continue;
        }
        if (same != null) {
          end(same);
        }
        know(feed);
        CountDownLatch stop = new CountDownLatch(1);
        next.put(
            feed.name(),
            new Watch(
                feed,
                stop,
                Thread.ofVirtual().name("feed-" + feed.name()).unstarted(() -> watch(feed, stop))));
      }
      watches.values().forEach(this::end);
      watches = next;
      looks.keySet().retainAll(next.keySet());
      forgetOthers(next.keySet().stream().toList());
      writeStatus();
      for (Watch one : next.values()) {
        if (one.thread.getState() == Thread.State.NEW) {
          one.thread.start();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Looks once at all feeds that are due, and waits for the end of it.
  public void refresh(IntelFeeds feeds) throws IOException, InterruptedException {
    List<Thread> all = new ArrayList<>();
    for (IntelFeed feed : feeds.feeds()) {
      know(feed);
      if (firstPause(feed) <= 0) {
        all.add(Thread.ofVirtual().name("feed-" + feed.name()).start(() -> lookOnce(feed)));
      }
    }
    for (Thread one : all) {
      one.join();
    }
    writeStatus();
  }

  private void lookOnce(IntelFeed feed) {
    try {
      look(feed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void know(IntelFeed feed) {
    FeedFiles.State state = new FeedFiles(folder, feed).state();
    looks.put(feed.name(), new Look(state, state.goodMillis(), 0, Result.NONE, ""));
    meters.gauge(
        "brood_intel_feed_indicators",
        "Indicators of the last good one of a feed.",
        () -> known(feed).state.indicators(),
        "feed",
        feed.name());
    meters.gauge(
        "brood_intel_feed_age_seconds",
        "Since a feed was last known to be what its source has; -1 for never.",
        () -> age(known(feed).state.goodMillis()),
        "feed",
        feed.name());
    failures(feed).add(0);
  }

  private LongAdder failures(IntelFeed feed) {
    return meters.counter(
        "brood_intel_feed_failures_total",
        "Looks at a feed that brought nothing good.",
        "feed",
        feed.name());
  }

  private long age(long goodMillis) {
    return goodMillis == 0 ? -1 : Math.max(0, (clock.millis() - goodMillis) / (long) MILLIS);
  }

  private Look known(IntelFeed feed) {
    return looks.getOrDefault(feed.name(), new Look(FeedFiles.State.NONE, 0, 0, Result.NONE, ""));
  }

  private void end(Watch watch) {
    watch.stop.countDown();
    watch.thread.interrupt();
    try {
      if (watch.thread.isAlive()) {
        watch.thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (String name : List.of("indicators", "age_seconds", "failures_total")) {
      meters.remove("brood_intel_feed_" + name, "feed", watch.feed.name());
    }
  }

  /// Deletes what belongs to feeds that are not wanted.
  private void forgetOthers(List<String> names) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      for (String ending : List.of(FeedFiles.DATA, FeedFiles.STATE)) {
        if (name.endsWith(ending)
            && !names.contains(name.substring(0, name.length() - ending.length()))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private void watch(IntelFeed feed, CountDownLatch stop) {
    try {
      long pause = firstPause(feed);
      while (!stop.await(pause, TimeUnit.MILLISECONDS)) {
        look(feed);
        Look now = known(feed);
        pause = pauseMillis(feed, now.failures, ThreadLocalRandom.current().nextDouble(-1, 1));
        if (now.failures == 0) {
          pause = Math.clamp(now.state.turnsMillis() - clock.millis(), 1, pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is left of the interval since the last good look; none for files.
  private long firstPause(IntelFeed feed) {
    FeedFiles.State state = known(feed).state;
    boolean web = feed.place() instanceof IntelFeed.Place.Web;
    if (!web || !new FeedFiles(folder, feed).fits(state)) {
      return 0;
    }
    long due = Math.min(state.goodMillis() + feed.interval().toMillis(), state.turnsMillis());
    return Math.clamp(due - clock.millis(), 0, feed.interval().toMillis());
  }

  /// How long to wait after a look: the interval, after failures less, doubled with each.
  ///
  /// @param random from -1 to 1
  static long pauseMillis(IntelFeed feed, int failures, double random) {
    long interval = feed.interval().toMillis();
    if (failures == 0) {
      return Math.round(interval * (1 + JITTER * random));
    }
    long pause = FIRST_PAUSE.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
    return Math.round(Math.min(pause, interval) * (1 + FAILURE_JITTER * random));
  }

  /// Looks at a feed, and says what came of it.
  void look(IntelFeed feed) throws InterruptedException {
    FeedFiles files = new FeedFiles(folder, feed);
    Look before = known(feed);
    FeedFiles.State state = before.state;
    long now = clock.millis();
    Result result = Result.GOOD;
    String text = "";
    try {
      boolean same = files.fits(state) && now < state.turnsMillis();
      FeedFetch.Got got =
          new FeedFetch(feed).fetch(same ? state.mark() : FeedFetch.Mark.NONE, files.fetched());
      if (got.isNew()) {
        text = files.take(state, got.mark(), now);
        state = files.state();
      } else {
        state = state.seenAt(now);
        files.state(state);
        text = before.result == Result.GOOD ? before.text : "";
      }
    } catch (ClosedByInterruptException e) {
      throw (InterruptedException) new InterruptedException().initCause(e);
    } catch (FeedFiles.Shrunk e) {
      result = Result.SHRUNK;
      text = FeedFetch.reason(e);
    } catch (IOException e) {
      result = Result.FAILED;
      text = FeedFetch.reason(e);
    }
    boolean good = result == Result.GOOD;
    if (!good) {
      failures(feed).increment();
    }
    Look after = new Look(state, now, good ? 0 : before.failures + 1, result, text);
    looks.put(feed.name(), after);
    tell(feed, before, after);
    try {
      writeStatus();
    } catch (IOException e) {
      err.println(folder.resolve(STATUS) + ": cannot be written: " + FeedFetch.reason(e));
    }
  }

  /// A line for people when something is new.
  private void tell(IntelFeed feed, Look before, Look after) {
    boolean same = before.result == after.result && before.text.equals(after.text);
    if (same && before.state.indicators() == after.state.indicators()) {
      return;
    }
    String odd = after.text.isEmpty() ? "" : ", " + after.text;
    err.println(
        switch (after.result) {
          case FAILED, SHRUNK ->
              "intel feed %s: %s; the last good one stays, %d indicators"
                  .formatted(feed.name(), after.text, after.state.indicators());
          case NONE, GOOD ->
              "intel feed %s: %d indicators%s"
                  .formatted(feed.name(), after.state.indicators(), odd);
        });
  }

  private void writeStatus() throws IOException {
    statusLock.lock();
    try {
      StringBuilder text = new StringBuilder(STATUS_HEADER);
      looks.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(one -> appendStatus(text, one.getKey(), one.getValue()));
      FeedFiles.write(folder.resolve(STATUS), text.toString());
    } finally {
      statusLock.unlock();
    }
  }

  private static void appendStatus(StringBuilder text, String name, Look look) {
    String said = look.text.replaceAll("\\p{Cntrl}", " ").replace("\\", "\\x5c");
    text.append(
        String.format(
            Locale.ROOT,
            "%s\t%d\t%.3f\t%.3f\t%d\t%s\t%s%n",
            name,
            look.state.indicators(),
            look.state.goodMillis() / MILLIS,
            look.lookedMillis / MILLIS,
            look.failures,
            look.result.name().toLowerCase(Locale.ROOT),
            said.isEmpty() ? "-" : said));
  }

  @Override
  public void close() {
    lock.lock();
    try {
      watches.values().forEach(this::end);
      watches = new LinkedHashMap<>();
    } finally {
      lock.unlock();
    }
    FileChannel channel = lockFile;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // The lock ends with the process at the latest.
      }
    }
  }
}
