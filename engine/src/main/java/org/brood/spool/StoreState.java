package org.brood.spool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brood.bytes.Malformed;
import org.jspecify.annotations.Nullable;

/// What a logger's journal says: its files with their lengths, and the last batch of each spool.
final class StoreState {
  /// How many spools are remembered; the one that was silent longest is forgotten first.
  static final int MAX_ORIGINS = 1 << 16;

  private static final int MAX_TARGET = 1024;

  /// A line of the journal.
  sealed interface Entry {
    /// The name of this store.
    record Store(RandomId id) implements Entry {}

    /// A file is going to grow.
    record Opened(LogFile file) implements Entry {}

    /// A file has so many bytes that count.
    record Grown(int number, long length) implements Entry {}

    /// All batches of a spool up to a number are in the files.
    record Seen(RandomId origin, long last) implements Entry {}

    /// A file is whole with so many bytes, and going to be moved.
    record Rotating(int number, long length, String target) implements Entry {}

    /// A file is not there any more.
    record Gone(int number) implements Entry {}
  }

  /// A file that grows.
  ///
  /// @param number tells it from others
  /// @param name below the folder of growing files
  /// @param path the log's path
  /// @param isSide whether it takes rows of a schema that was there before
  /// @param schemaHash of its rows
  /// @param openedSeconds when it was opened, since 1970
  /// @param footer the lines at its end
  /// @param closeAt where in them the time stands, -1 for nowhere
  record LogFile(
      int number,
      String name,
      String path,
      boolean isSide,
      long schemaHash,
      long openedSeconds,
      byte[] footer,
      int closeAt) {}

  /// How far a file is.
  ///
  /// @param target where it is being moved to, null if it grows
  record Progress(LogFile file, long length, @Nullable String target) {}

  private @Nullable RandomId id;
  private final Map<Integer, Progress> files = new TreeMap<>();
  private final Map<RandomId, Long> seen = new LinkedHashMap<>();
  private int lastNumber;

  @Nullable RandomId id() {
    return id;
  }

  List<Progress> files() {
    return new ArrayList<>(files.values());
  }

  long seen(RandomId origin) {
    return seen.getOrDefault(origin, 0L);
  }

  int nextNumber() {
    return lastNumber + 1;
  }

  long length(int number) {
    Progress progress = files.get(number);
    return progress == null ? 0 : progress.length();
  }

  void apply(Entry entry) {
    switch (entry) {
      case Entry.Store(RandomId named) -> id = named;
      case Entry.Opened(LogFile file) -> {
        files.put(file.number(), new Progress(file, 0, null));
        lastNumber = Math.max(lastNumber, file.number());
      }
      case Entry.Grown(int number, long length) -> update(number, length, null);
      case Entry.Rotating(int number, long length, String target) -> update(number, length, target);
      case Entry.Gone(int number) -> files.remove(number);
      case Entry.Seen(RandomId origin, long last) -> {
        seen.remove(origin); // the order is that of the last change
        seen.put(origin, last);
        if (seen.size() > MAX_ORIGINS) {
          seen.remove(seen.keySet().iterator().next());
        }
      }
    }
  }

  private void update(int number, long length, @Nullable String target) {
    Progress before = files.get(number);
    if (before != null) {
      files.put(number, new Progress(before.file(), length, target));
    }
  }

  /// Entries that make this state out of nothing.
  List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    RandomId named = id;
    if (named != null) {
      entries.add(new Entry.Store(named));
    }
    for (Progress progress : files.values()) {
      int number = progress.file().number();
      String target = progress.target();
      entries.add(new Entry.Opened(progress.file()));
      entries.add(
          target == null
              ? new Entry.Grown(number, progress.length())
              : new Entry.Rotating(number, progress.length(), target));
    }
    seen.forEach((origin, last) -> entries.add(new Entry.Seen(origin, last)));
    return entries;
  }

  static byte[] encode(List<Entry> entries) {
    FieldWriter out = new FieldWriter();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Store(RandomId named) -> out.u8('S').id(named);
        case Entry.Opened(LogFile file) -> {
          out.u8('O').i32(file.number()).text(file.name()).text(file.path());
          out.u8(file.isSide() ? 1 : 0).i64(file.schemaHash()).i64(file.openedSeconds());
          out.bytes(file.footer()).i32(file.closeAt());
        }
        case Entry.Grown(int number, long length) -> out.u8('G').i32(number).i64(length);
        case Entry.Seen(RandomId origin, long last) -> out.u8('L').id(origin).i64(last);
        case Entry.Rotating(int number, long length, String target) ->
            out.u8('R').i32(number).i64(length).text(target);
        case Entry.Gone(int number) -> out.u8('X').i32(number);
      }
    }
    return out.toBytes();
  }

  /// @throws Malformed if it is not what [#encode] makes
  static List<Entry> decode(byte[] bytes) {
    FieldReader in = new FieldReader(bytes);
    List<Entry> entries = new ArrayList<>();
    while (in.remaining() > 0) {
      entries.add(
          switch (in.u8()) {
            case 'S' -> new Entry.Store(in.id());
            case 'O' -> new Entry.Opened(file(in));
            case 'G' -> new Entry.Grown(in.i32(), in.i64());
            case 'L' -> new Entry.Seen(in.id(), in.i64());
            case 'R' -> new Entry.Rotating(in.i32(), in.i64(), in.text(MAX_TARGET));
            case 'X' -> new Entry.Gone(in.i32());
            default -> throw new Malformed("unknown entry");
          });
    }
    return entries;
  }

  private static LogFile file(FieldReader in) {
    return new LogFile(
        in.i32(),
        in.text(MAX_TARGET),
        in.text(MAX_TARGET),
        in.u8() == 1,
        in.i64(),
        in.i64(),
        in.bytes(LogSchema.MAX_LINES),
        in.i32());
  }
}
