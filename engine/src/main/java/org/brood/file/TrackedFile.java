package org.brood.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.brood.conn.Conn;
import org.brood.event.EventType;
import org.brood.flow.Side;
import org.brood.script.type.EnumType;
import org.brood.script.type.TableType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// One file that is being transferred.
///
/// The first bytes (`bof_buffer_size`) are kept: its type is told by them, and analyzers that come
/// later get them first.
public final class TrackedFile {
  private record Attached(
      EnumType.Item tag, Record arguments, FileAnalyzer analyzer, Progress progress) {}

  private static final Attached[] NO_ATTACHED = {};

  private static final class Progress {
    boolean started;
    boolean skipping;
  }

  private record Change(boolean add, EnumType.Item tag, Record arguments) {}

  private final FileTracker tracker;
  private final String id;
  private final String source;
  private final Record record;
  private final FileFields fields;
  private final List<Attached> attached = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<byte[]> start = new ArrayList<>();
  private @Nullable ChunkStore waiting;
  private long startSize;
  private boolean startFull;
  private boolean inferred;
  private boolean reassembly = true;
  private long reassemblyMax = FileLimits.MAX_REASSEMBLY;
  private long streamOffset;
  private long seen;
  private long missing;
  private long overflow;
  private boolean postponed;
  private boolean ended;
  private FileTracker.@Nullable Timeout timeout;

  TrackedFile(FileTracker tracker, String id, String source, @Nullable Conn conn, Side side) {
    this.tracker = tracker;
    this.id = id;
    this.source = source;
    this.record = tracker.file.make();
    this.fields = tracker.fields;
    record.set(fields.id(), Str.of(id));
    record.set(fields.source(), Str.of(source));
    if (conn != null) {
      record.set(fields.isOriginator(), side.isOriginator());
      addConnection(conn);
    }
    touch();
  }

  public String id() {
    return id;
  }

  String source() {
    return source;
  }

  /// The record `fa_file`.
  public Record record() {
    return record;
  }

  /// The connection that carries it, or one of them; null if none does.
  public @Nullable Record connection() {
    if (record.get(fields.connections()) instanceof Table conns) {
      Table.Cursor cursor = conns.cursor();
      return cursor.advance() ? (Record) cursor.value() : null;
    }
    return null;
  }

  public FileTracker tracker() {
    return tracker;
  }

  void touch() {
    record.set(fields.lastActive(), tracker.events().runtime().networkTime());
  }

  double lastActive() {
    return record.getDouble(fields.lastActive());
  }

  double timeoutSeconds() {
    return record.get(fields.timeout()) instanceof Double d ? d : 120;
  }

  public void timeoutSeconds(double seconds) {
    postponed = true;
    record.set(fields.timeout(), seconds);
  }

  void postponed(boolean on) {
    postponed = on;
  }

  boolean isPostponed() {
    return postponed;
  }

  /// @return whether it is new to the file
  boolean addConnection(Conn conn) {
    Table conns;
    if (record.get(fields.connections()) instanceof Table known) {
      conns = known;
    } else {
      int slot = fields.connections();
      conns = new Table((TableType) tracker.file.type().field(slot).type());
      record.set(slot, conns);
    }
    Record of = conn.record();
    return conns.put(conn.id(), of) == null;
  }

  // ---- events

  /// Something odd in this file.
  ///
  /// @param detail what goes with the name, empty for none
  public void weird(String name, String detail) {
    tracker.weird(this, name, detail);
  }

  private boolean isQuiet() {
    return tracker.isIgnored(id);
  }

  private void counts() {
    record.set(fields.seen(), seen);
    record.set(fields.missing(), missing);
    record.set(fields.overflow(), overflow);
  }

  /// Raises an event about this file, if anybody wants it.
  public void raise(EventType event, @Nullable Object... arguments) {
    if (event.isWanted() && !isQuiet()) {
      counts();
      event.raise(arguments);
    }
  }

  /// Raises an event and runs it at once: what the scripts answer is needed for what comes next.
  void raiseNow(EventType event, @Nullable Object... arguments) {
    if (event.isWanted() && !isQuiet()) {
      counts();
      event.raise(arguments);
      tracker.events().runtime().drain();
      applyChanges();
    }
  }

  void raiseOverNewConnection(Conn conn, Side side) {
    if (tracker.overNewConnection.isWanted()) {
      raiseNow(tracker.overNewConnection, record, conn.record(), side.isOriginator());
    }
  }

  // ---- analyzers

  /// Adds an analyzer, before the next data.
  public boolean addAnalyzer(EnumType.Item tag, Record arguments) {
    if (ended) {
      return false;
    }
    changes.add(new Change(true, tag, arguments));
    return true;
  }

  /// Takes an analyzer off, after the present data.
  public boolean removeAnalyzer(EnumType.Item tag, Record arguments) {
    if (ended) {
      return false;
    }
    changes.add(new Change(false, tag, arguments));
    return true;
  }

  /// The analyzer with a tag and arguments, null if there is none.
  public @Nullable FileAnalyzer analyzer(String tag, Record arguments) {
    for (Attached one : attached) {
      if (one.tag().name().endsWith("::" + tag) && one.arguments().equals(arguments)) {
        return one.analyzer();
      }
    }
    return null;
  }

  private void applyChanges() {
    while (!changes.isEmpty()) {
      Change change = changes.removeFirst();
      if (change.add()) {
        attach(change);
      } else {
        attached.removeIf(a -> isOf(a, change) && gone(a));
      }
    }
  }

  private static boolean isOf(Attached one, Change change) {
    return one.tag() == change.tag() && one.arguments().equals(change.arguments());
  }

  private static boolean gone(Attached one) {
    one.analyzer().done();
    return true;
  }

  private void attach(Change change) {
    for (Attached one : attached) {
      if (isOf(one, change)) {
        return;
      }
    }
    String name = change.tag().name();
    FileAnalyzerFactory factory = tracker.factory(name.substring(name.lastIndexOf(':') + 1));
    FileAnalyzer made = factory == null ? null : factory.create(this, change.arguments());
    if (made != null) {
      attached.add(new Attached(change.tag(), change.arguments(), made, new Progress()));
    }
  }

  private void drop(Attached one) {
    one.progress().skipping = true;
    changes.add(new Change(false, one.tag(), one.arguments()));
  }

  // ---- input

  public void enableReassembly(boolean on) {
    reassembly = on;
    if (!on) {
      waiting = null;
    }
  }

  public void reassemblyMax(long bytes) {
    reassemblyMax = bytes;
  }

  void size(long bytes) {
    record.set(fields.total(), bytes);
  }

  boolean isComplete() {
    return record.get(fields.total()) instanceof Long total
        && Long.compareUnsigned(streamOffset, total) >= 0;
  }

  void data(MemorySegment data, long offset, int length) {
    dataAt(data, offset, length, streamOffset);
  }

  void dataAt(MemorySegment data, long offset, int length, long place) {
    applyChanges();
    int count = length;
    if (place < 0 || place + count < 0) {
      tracker.weird(this, "file_offset_overflow", "offset=%x len=%x".formatted(place, length));
      return;
    }
    store(data, offset, count, place);
    for (Attached one : attached.toArray(NO_ATTACHED)) {
      if (!one.progress().skipping && !one.analyzer().chunk(data, offset, count, place)) {
        drop(one);
      }
    }
    if (isComplete()) {
      end();
    }
    applyChanges();
  }

  private void store(MemorySegment data, long offset, int length, long place) {
    ChunkStore chunks = waiting;
    if (chunks != null && (chunks.count() > 0 || place != streamOffset)) {
      if (reassemblyMax > 0 && chunks.bytes() > reassemblyMax
          || chunks.count() >= FileLimits.MAX_CHUNKS) {
        long from = streamOffset;
        long lost = chunks.flush(this::deliver, this::lost, streamOffset);
        overflow += lost;
        raise(tracker.reassemblyOverflow, record, from, lost);
      }
      chunks.add(place, streamOffset, data, offset, length);
      chunks.deliverReady(this::deliver, () -> streamOffset);
    } else if (place == streamOffset) {
      deliver(data, offset, length);
    } else if (reassembly) {
      ChunkStore made = new ChunkStore();
      waiting = made;
      made.add(place, streamOffset, data, offset, length);
    } else {
      overflow += length;
    }
  }

  private void deliver(MemorySegment data, long offset, int length) {
    boolean wasFull = startFull;
    keepStart(data, offset, length);
    if (!inferred && startFull && missing == 0) {
      infer();
    }
    for (Attached one : attached.toArray(NO_ATTACHED)) {
      if (!one.progress().started) {
        one.progress().started = true;
        catchUp(one, wasFull ? start.size() : start.size() - 1);
      }
      if (!one.progress().skipping && !one.analyzer().stream(data, offset, length)) {
        drop(one);
      }
    }
    streamOffset += length;
    seen += length;
  }

  private void catchUp(Attached one, int chunks) {
    for (int i = 0; i < chunks && !one.progress().skipping; i++) {
      byte[] chunk = start.get(i);
      MemorySegment copy = java.lang.foreign.Arena.ofAuto().allocate(Math.max(1, chunk.length));
      MemorySegment.copy(chunk, 0, copy, ValueLayout.JAVA_BYTE, 0, chunk.length);
      if (!one.analyzer().stream(copy, 0, chunk.length)) {
        drop(one);
      }
    }
  }

  private long startWanted() {
    return record.get(fields.startSize()) instanceof Long n ? n : 4096;
  }

  private void keepStart(MemorySegment data, long offset, int length) {
    if (startFull) {
      return;
    }
    byte[] chunk = new byte[length];
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, offset, chunk, 0, length);
    start.add(chunk);
    startSize += length;
    if (startSize >= startWanted()) {
      startFull = true;
      if (startSize > 0) {
        record.set(fields.start(), Str.wrap(startBytes()));
      }
    }
  }

  private byte[] startBytes() {
    if (start.size() == 1) {
      return start.getFirst();
    }
    byte[] all = new byte[(int) startSize];
    int at = 0;
    for (byte[] chunk : start) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    return all;
  }

  /// Sets the type, if nothing was seen of the file yet.
  void mime(String type) {
    if (startSize != 0 || inferred) {
      return;
    }
    inferred = true;
    startFull = true;
    if (tracker.sniff.isWanted()) {
      Record meta = tracker.metadata.make();
      meta.set("mime_type", Str.of(type));
      meta.set("inferred", false);
      raiseNow(tracker.sniff, record, meta);
    }
  }

  private void infer() {
    inferred = true;
    if (record.get(fields.start()) == null) {
      if (startSize == 0) {
        return;
      }
      record.set(fields.start(), Str.wrap(startBytes()));
    }
    if (!tracker.sniff.isWanted() || !(record.get(fields.start()) instanceof Str bytes)) {
      return;
    }
    int length = (int) Math.min(bytes.length(), startWanted());
    List<MimeDetector.Match> found = tracker.detect(bytes.sub(0, length).bytes());
    Record meta = tracker.metadata.make();
    if (!found.isEmpty()) {
      meta.set("mime_type", Str.of(found.getFirst().mime()));
      meta.set("mime_types", tracker.matches(found));
    }
    raiseNow(tracker.sniff, record, meta);
  }

  private void flushStart() {
    if (!startFull) {
      startFull = true;
      deliver(MemorySegment.ofArray(new byte[0]), 0, 0);
    }
  }

  void gap(long place, long length) {
    ChunkStore chunks = waiting;
    if (chunks != null) {
      chunks.flushTo(place + length, this::deliver, this::lost, () -> streamOffset);
      return;
    }
    lost(place, length);
  }

  private void lost(long place, long length) {
    flushStart();
    for (Attached one : attached.toArray(NO_ATTACHED)) {
      if (!one.analyzer().undelivered(place, length)) {
        drop(one);
      }
    }
    raise(tracker.gap, record, place, length);
    applyChanges();
    streamOffset += length;
    missing += length;
  }

  void end() {
    if (ended) {
      return;
    }
    ChunkStore chunks = waiting;
    if (chunks != null) {
      chunks.flush(this::deliver, this::lost, streamOffset);
    }
    flushStart();
    applyChanges();
    ended = true;
    for (Attached one : attached.toArray(NO_ATTACHED)) {
      if (!one.analyzer().end()) {
        drop(one);
      }
    }
    raise(tracker.stateRemove, record);
    applyChanges();
  }

  /// Notes what ends the file by itself.
  void timeout(FileTracker.Timeout next) {
    timeout = next;
  }

  void done() {
    if (timeout != null) {
      timeout.cancel();
    }
    attached.forEach(a -> a.analyzer().done());
    attached.clear();
  }

  /// Offset up to which the file was delivered in order.
  public long streamOffset() {
    return streamOffset;
  }
}
