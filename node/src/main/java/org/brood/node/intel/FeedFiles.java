package org.brood.node.intel;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.brood.node.config.IntelFeed;

/// The files of one feed: `NAME.dat`, the last good one as scripts read it, and `NAME.state`, what
/// is known of it. Each is whole at any time: written beside, brought to the disk, renamed.
final class FeedFiles {
  static final String DATA = ".dat";
  static final String STATE = ".state";
  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;
  private static final int PERCENT = 100;

  /// Packed within packed, at most.
  private static final int MAX_GZIP = 2;

  private final Path folder;
  private final IntelFeed feed;

  /// What is known of the last good one.
  ///
  /// @param settings with which it was read
  /// @param goodMillis when it was last known to be what the source has, 0 for never
  /// @param indicators how many
  /// @param turnsMillis when it means something else
  record State(
      String settings, FeedFetch.Mark mark, long goodMillis, long indicators, long turnsMillis) {
    static final State NONE = new State("", FeedFetch.Mark.NONE, 0, 0, Long.MAX_VALUE);

    State seenAt(long millis) {
      return new State(settings, mark, millis, indicators, turnsMillis);
    }
  }

  /// A feed that lost too much.
  static final class Shrunk extends IOException {
    Shrunk(String problem) {
      super(problem);
    }
  }

  FeedFiles(Path folder, IntelFeed feed) {
    this.folder = folder;
    this.feed = feed;
  }

  private Path file(String ending) {
    return folder.resolve(feed.name() + ending);
  }

  /// Where a feed goes that comes.
  Path fetched() {
    return file(".fetched");
  }

  /// What of the settings decides what the lines are.
  private String settings() {
    return String.join(
        "|",
        feed.place().toString(),
        feed.format().toString(),
        String.valueOf(feed.type()),
        new java.util.TreeMap<>(feed.columns()).toString(),
        String.valueOf((int) feed.separator()),
        String.valueOf(feed.skipped()),
        feed.sourceName(),
        feed.source(),
        String.valueOf(feed.notice()));
  }

  /// Whether the last good one was read with the settings that hold.
  boolean fits(State state) {
    return state.settings.equals(settings()) && Files.exists(file(DATA));
  }

  /// What is known; nothing if it cannot be read.
  State state() {
    Properties all = new Properties();
    try (InputStream in = Files.newInputStream(file(STATE))) {
      all.load(in);
      if (!Files.exists(file(DATA))) {
        return State.NONE;
      }
      return new State(
          all.getProperty("settings", ""),
          new FeedFetch.Mark(all.getProperty("etag", ""), all.getProperty("modified", "")),
          Long.parseLong(all.getProperty("good", "0")),
          Long.parseLong(all.getProperty("indicators", "0")),
          Long.parseLong(all.getProperty("turns", String.valueOf(Long.MAX_VALUE))));
    } catch (IOException | IllegalArgumentException e) {
      return State.NONE;
    }
  }

  void state(State state) throws IOException {
    Properties all = new Properties();
    all.setProperty("settings", state.settings);
    all.setProperty("etag", state.mark.etag());
    all.setProperty("modified", state.mark.modified());
    all.setProperty("good", String.valueOf(state.goodMillis));
    all.setProperty("indicators", String.valueOf(state.indicators));
    all.setProperty("turns", String.valueOf(state.turnsMillis));
    Path beside = file(STATE + ".new");
    try (OutputStream out = Files.newOutputStream(beside)) {
      all.store(out, null);
    }
    rename(beside, file(STATE));
  }

  /// Writes a file whole.
  static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text, StandardCharsets.UTF_8);
    rename(beside, file);
  }

  private static void rename(Path from, Path to) throws IOException {
    try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Makes a feed that came the last good one, if it is good.
  ///
  /// @param before what is known of the one before
  /// @return how much is odd about it, empty if nothing
  /// @throws Shrunk if it lost too much; then the one before stays
  /// @throws IOException if it is broken; then too
  String take(State before, FeedFetch.Mark mark, long nowMillis) throws IOException {
    Path made = file(DATA + ".new");
    try (SortedLines sorted = new SortedLines(folder, feed.name())) {
      Tally tally = new Tally(feed, indicator -> sorted.add(indicator.line()));
      try (InputStream in = unpacked(new Limited(Files.newInputStream(fetched()), feed))) {
        FeedFormat.read(feed, in, tally, nowMillis);
      }
      if (tally.wrong() > tally.good()) {
        throw new FeedFormat.Broken("not the format that was said: " + tally.oddities());
      }
      long count;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(made), 1 << 16)) {
        out.write(Indicator.HEADER.getBytes(StandardCharsets.UTF_8));
        count = sorted.writeTo(out);
      }
      if (fits(before) && count * PERCENT < before.indicators * feed.minPercent()) {
        throw new Shrunk(
            "%d indicators after %d, less than %d%% (min-share)"
                .formatted(count, before.indicators, feed.minPercent()));
      }
      rename(made, file(DATA));
      state(new State(settings(), mark, nowMillis, count, tally.turnsAtMillis()));
      return tally.oddities();
    } finally {
      Files.deleteIfExists(made);
      Files.deleteIfExists(fetched());
    }
  }

  private InputStream unpacked(InputStream packed) throws IOException {
    InputStream in = new BufferedInputStream(packed);
    for (int i = 0; i < MAX_GZIP; i++) {
      in.mark(2);
      boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
      in.reset();
      if (!gzip) {
        return in;
      }
      in = new BufferedInputStream(new Limited(new GZIPInputStream(in), feed));
    }
    return in;
  }

  /// Bytes of which there may be no more than the feed's settings say.
  private static final class Limited extends FilterInputStream {
    private final IntelFeed feed;
    private long left;

    Limited(InputStream in, IntelFeed feed) {
      super(in);
      this.feed = feed;
      left = feed.maxBytes();
    }

    @Override
    public int read() throws IOException {
      int got = super.read();
      count(got < 0 ? 0 : 1);
      return got;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int got = super.read(into, offset, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int got) throws IOException {
      left -= got;
      if (left < 0) {
        throw FeedFetch.tooLarge(feed);
      }
    }
  }
}
