package org.brood.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.brood.spool.SpoolCursor.Entry;
import org.brood.spool.SpoolFolder.Segment;
import org.jspecify.annotations.Nullable;

/// The host's end of a spool: hands out batches in order, remembers to which store it gave each,
/// and removes those that are answered. One thread of one process; either end may die at any time.
///
/// A batch belongs to the store that it was first given to, for that one may have written it
/// without having been able to say so. [#forget] takes such batches back.
public final class SpoolReader implements AutoCloseable {
  private final SpoolFolder folder;
  private final RandomId id;
  private final SentFile file;
  private final SpoolCursor tail;
  private final List<Sent.Range> ranges;
  private long unsentFrom;
  private long unsentBatches;
  private long unsentBytes;
  private long givenBytes;
  private boolean changed;
  private boolean answered;
  private final AtomicLong backlogBatches = new AtomicLong();
  private final AtomicLong backlogBytes = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();

  private SpoolReader(SpoolFolder folder, RandomId id, SentFile file, Sent sent) {
    this.folder = folder;
    this.id = id;
    this.file = file;
    this.ranges = new ArrayList<>(sent.ranges());
    this.unsentFrom = sent.unsentFrom();
    this.tail = new SpoolCursor(folder, sent.lowest());
  }

  /// Whether a worker made a spool in a folder.
  public static boolean isSpool(Path path) {
    return Files.exists(new SpoolFolder(path).id());
  }

  /// Opens a spool that a worker made.
  ///
  /// @throws IOException if there is none, or it can't be read
  public static SpoolReader open(Path path) throws IOException {
    SpoolFolder folder = new SpoolFolder(path);
    RandomId id = folder.readId();
    SentFile file = SentFile.open(folder.sent());
    return new SpoolReader(folder, id, file, SentFile.read(folder.sent()));
  }

  public RandomId id() {
    return id;
  }

  public Path path() {
    return folder.path();
  }

  /// Batches that no store has answered. For any thread.
  public long backlogBatches() {
    return backlogBatches.get();
  }

  /// About how many bytes those are. For any thread.
  public long backlogBytes() {
    return backlogBytes.get();
  }

  /// Batches that were damaged on this host's disk, or went with a power failure after they had
  /// been sent. For any thread.
  public long lostBatches() {
    return lost.get();
  }

  /// Looks for new batches.
  public void poll() throws IOException {
    for (Entry entry = tail.next(false); entry != null; entry = tail.next(false)) {
      if (entry.sequence() >= unsentFrom) {
        unsentBatches++;
        unsentBytes += entry.length();
      } else {
        givenBytes += entry.length();
      }
    }
    publish();
  }

  private void publish() {
    long given = new Sent(unsentFrom, ranges).batches();
    backlogBatches.set(unsentBatches + given);
    backlogBytes.set(unsentBytes + (given == 0 ? 0 : givenBytes));
  }

  /// What a store gets over one connection.
  public Feed feed(RandomId store) {
    return new Feed(store);
  }

  /// The batches for one store over one connection, in order: first those that it had been given
  /// and did not answer, then, if wanted, those that nobody has.
  public final class Feed implements AutoCloseable {
    private final RandomId store;
    private final Map<RandomId, Long> shown = new HashMap<>();
    private @Nullable SpoolCursor cursor;

    private Feed(RandomId store) {
      this.store = store;
    }

    /// The next batches. That they were given is on disk before this returns.
    ///
    /// @param bytes how many are wanted; at least one batch comes if there is one
    /// @param withNew whether batches that nobody has may be given
    /// @throws IOException if it can't be written down, or read
    public List<SpooledBatch> take(long bytes, boolean withNew) throws IOException {
      poll();
      List<SpooledBatch> taken = new ArrayList<>();
      long left = bytes;
      while (left > 0) {
        SpooledBatch next = again();
        if (next == null && withNew) {
          next = giveBack();
          next = next == null ? fresh() : next;
        }
        if (next == null) {
          break;
        }
        taken.add(next);
        left -= next.bytes().length;
      }
      if (changed && !taken.isEmpty()) {
        save(true);
      }
      return taken;
    }

    private @Nullable SpooledBatch again() throws IOException {
      for (int i = 0; i < ranges.size(); i++) {
        Sent.Range range = ranges.get(i);
        long from = Math.max(range.from(), shown.getOrDefault(range.origin(), 0L) + 1);
        if (!range.belongsTo(store) || from > range.to()) {
          continue;
        }
        Entry entry = read(from);
        if (entry != null && entry.sequence() <= range.to()) {
          return show(range.origin(), entry);
        }
        drop(i--, from);
      }
      return null;
    }

    /// Gives up the rest of a range whose batches are not there any more.
    private void drop(int index, long from) {
      Sent.Range range = ranges.get(index);
      lost.addAndGet(range.to() - from + 1);
      if (from > range.from()) {
        ranges.set(index, new Sent.Range(range.from(), from - 1, range.store(), range.origin()));
      } else {
        ranges.remove(index);
      }
      changed = true;
    }

    /// The first batch of those that were given back.
    private @Nullable SpooledBatch giveBack() throws IOException {
      for (int i = 0; i < ranges.size(); i++) {
        Sent.Range range = ranges.get(i);
        if (range.store() == null) {
          ranges.set(i, new Sent.Range(range.from(), range.to(), store, range.origin()));
          changed = true;
          return again();
        }
      }
      return null;
    }

    private @Nullable SpooledBatch fresh() throws IOException {
      if (unsentBatches == 0) {
        return null;
      }
      Entry entry = read(unsentFrom);
      if (entry == null || !assign(entry)) {
        return null;
      }
      return show(id, entry);
    }

    private boolean assign(Entry entry) {
      long sequence = entry.sequence();
      Sent.Range single = new Sent.Range(sequence, sequence, store, id);
      if (!ranges.isEmpty() && single.continues(ranges.getLast())) {
        ranges.set(ranges.size() - 1, new Sent.Range(ranges.getLast().from(), sequence, store, id));
      } else if (ranges.size() >= SentFile.MAX_RANGES) {
        return false;
      } else {
        ranges.add(single);
      }
      unsentFrom = sequence + 1;
      unsentBatches--;
      unsentBytes -= entry.length();
      givenBytes += entry.length();
      changed = true;
      return true;
    }

    private SpooledBatch show(RandomId origin, Entry entry) {
      shown.put(origin, entry.sequence());
      return new SpooledBatch(origin, entry.sequence(), entry.checksum(), entry.bytes());
    }

    private @Nullable Entry read(long from) throws IOException {
      SpoolCursor current = cursor;
      if (current == null || current.wanted() != from) {
        close();
        current = new SpoolCursor(folder, from);
        cursor = current;
      }
      Entry entry = current.next(true);
      if (current.damaged() > 0) {
        lost.addAndGet(current.damaged());
        if (from >= unsentFrom) {
          unsentBatches = Math.max(0, unsentBatches - current.damaged());
        }
        current.close();
        cursor = null;
      }
      return entry;
    }

    @Override
    public void close() throws IOException {
      SpoolCursor current = cursor;
      cursor = null;
      if (current != null) {
        current.close();
      }
    }
  }

  /// Takes a store's word that it has all batches of an origin up to a number on its disk.
  /// [#settle] writes that down.
  public void acknowledge(RandomId store, RandomId origin, long sequence) {
    long before = new Sent(unsentFrom, ranges).batches();
    for (int i = 0; i < ranges.size(); i++) {
      Sent.Range range = ranges.get(i);
      if (!range.belongsTo(store) || !range.origin().equals(origin) || range.from() > sequence) {
        continue;
      }
      if (range.to() <= sequence) {
        ranges.remove(i--);
      } else {
        ranges.set(i, new Sent.Range(sequence + 1, range.to(), store, origin));
      }
      changed = true;
      answered = true;
    }
    long after = new Sent(unsentFrom, ranges).batches();
    givenBytes = before == 0 ? 0 : (long) (givenBytes * ((double) after / before));
    publish();
  }

  /// Writes down what was answered, and removes segments that nobody needs.
  public void settle() throws IOException {
    List<Segment> done = unneeded();
    if (changed || !done.isEmpty()) {
      save(!done.isEmpty());
    }
    for (Segment segment : done) {
      Files.deleteIfExists(segment.file());
    }
    answered = false;
  }

  private void save(boolean durable) throws IOException {
    file.write(new Sent(unsentFrom, List.copyOf(ranges)), durable);
    changed = false;
    publish();
  }

  /// Segments without a batch that is still needed. The newest one stays: its worker may append to
  /// it, and its name keeps the count.
  private List<Segment> unneeded() throws IOException {
    if (!answered) {
      return List.of();
    }
    List<Segment> segments = folder.segments();
    List<Segment> done = new ArrayList<>();
    for (int i = 0; i + 1 < segments.size(); i++) {
      if (isUnneeded(segments.get(i).first(), segments.get(i + 1).first() - 1)) {
        done.add(segments.get(i));
      }
    }
    return done;
  }

  private boolean isUnneeded(long first, long last) {
    if (last >= unsentFrom) {
      return false;
    }
    for (Sent.Range range : ranges) {
      if (range.from() <= last && range.to() >= first) {
        return false;
      }
    }
    return true;
  }

  /// Which stores owe an answer, and for how many batches.
  public Map<RandomId, Long> waiting() {
    Map<RandomId, Long> waiting = new TreeMap<>();
    for (Sent.Range range : ranges) {
      RandomId store = range.store();
      if (store != null) {
        waiting.merge(store, range.batches(), Long::sum);
      }
    }
    return waiting;
  }

  /// What [#forget] gave back.
  ///
  /// @param batches that another store will get
  /// @param rows in each path that may be there twice, if the store comes back after all
  public record Forgotten(long batches, Map<String, Long> rows) {}

  /// Gives up on a store: batches that it did not answer go to another one.
  ///
  /// @throws IOException if that can't be written down
  public Forgotten forget(RandomId store) throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    long batches = 0;
    for (int i = 0; i < ranges.size(); i++) {
      Sent.Range range = ranges.get(i);
      if (range.belongsTo(store)) {
        count(range, rows);
        batches += range.batches();
        ranges.set(i, new Sent.Range(range.from(), range.to(), null, RandomId.random()));
        changed = true;
      }
    }
    if (changed) {
      save(true);
    }
    return new Forgotten(batches, rows);
  }

  private void count(Sent.Range range, Map<String, Long> rows) throws IOException {
    try (SpoolCursor cursor = new SpoolCursor(folder, range.from())) {
      for (Entry e = cursor.next(true);
          e != null && e.sequence() <= range.to();
          e = cursor.next(true)) {
        LogBatch batch = LogBatch.parse(e.bytes());
        rows.merge(batch.path(), (long) batch.rows(), Long::sum);
      }
    }
  }

  /// Whether the folder still has this spool, and not another one or none.
  public boolean isThere() throws IOException {
    try {
      return folder.readId().equals(id);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    try (file;
        tail) {
      settle();
    }
  }
}
