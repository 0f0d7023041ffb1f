package org.brood.file;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.conn.Conn;
import org.brood.decode.UidGenerator;
import org.brood.event.ConnectionWeirds;
import org.brood.event.EventType;
import org.brood.event.Events;
import org.brood.event.RecordShape;
import org.brood.flow.Side;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Timer;
import org.brood.script.type.EnumType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// All files of one worker, by their identifiers.
///
/// A protocol analyzer says what it saw of a file: data, a gap, the size, the end. Which file that
/// is, scripts decide: they are asked for a handle, and equal handles are one file.
public final class FileTracker {
  private final Events events;
  private final Runtime rt;
  private final UidGenerator uids;
  private final Map<String, TrackedFile> files = new LinkedHashMap<>();
  private final Set<String> ignored = new HashSet<>();
  private final Map<String, FileAnalyzerFactory> factories = new LinkedHashMap<>();
  private final Set<String> disabled = new HashSet<>();
  final EventType fileNew;
  final EventType overNewConnection;
  final EventType sniff;
  final EventType timeout;
  final EventType gap;
  final EventType stateRemove;
  final EventType reassemblyOverflow;
  final EventType opened;
  private final EventType getHandle;
  final RecordShape file;
  final FileFields fields;
  final RecordShape metadata;
  private final RecordShape mimeMatch;
  private MimeDetector detector = _ -> List.of();
  private String currentId = "";
  private long cumulative;
  private int peak;
  private long refused;

  public FileTracker(Events events, UidGenerator uids) {
    this.events = events;
    this.rt = events.runtime();
    this.uids = uids;
    fileNew = events.type("file_new");
    overNewConnection = events.type("file_over_new_connection");
    sniff = events.type("file_sniff");
    timeout = events.type("file_timeout");
    gap = events.type("file_gap");
    stateRemove = events.type("file_state_remove");
    reassemblyOverflow = events.type("file_reassembly_overflow");
    opened = events.type("file_opening_fd");
    getHandle = events.type("get_file_handle");
    file = events.record("fa_file");
    fields = FileFields.of(file);
    metadata = events.record("fa_metadata");
    mimeMatch = events.record("mime_match");
  }

  public Events events() {
    return events;
  }

  /// Makes a kind of analyzer known.
  public void add(FileAnalyzerFactory factory) {
    factories.put(factory.tag(), factory);
  }

  @Nullable FileAnalyzerFactory factory(String tag) {
    return disabled.contains(tag) ? null : factories.get(tag);
  }

  public boolean isKnown(String tag) {
    return factories.containsKey(tag);
  }

  public boolean isEnabled(String tag) {
    return factories.containsKey(tag) && !disabled.contains(tag);
  }

  public void enable(String tag, boolean on) {
    if (on) {
      disabled.remove(tag);
    } else {
      disabled.add(tag);
    }
  }

  public void detector(MimeDetector made) {
    detector = made;
  }

  /// The types that fit some content, as scripts get them.
  List<MimeDetector.Match> detect(byte[] start) {
    return detector.detect(start);
  }

  /// Types as a `mime_matches` vector.
  public Vec matches(List<MimeDetector.Match> found) {
    Vec vec = new Vec(new VectorType(mimeMatch.type()));
    for (MimeDetector.Match match : found) {
      Record made = mimeMatch.make();
      made.set("strength", match.strength());
      made.set("mime", Str.of(match.mime()));
      vec.add(made);
    }
    return vec;
  }

  /// The types that fit some bytes, for scripts that ask.
  public Vec magic(Str data) {
    return matches(detect(data.bytes()));
  }

  /// The type that fits some bytes best, `<unknown>` if none does.
  public Str bestType(Str data) {
    List<MimeDetector.Match> found = detect(data.bytes());
    return Str.of(found.isEmpty() ? "<unknown>" : found.getFirst().mime());
  }

  // ---- what protocols say

  /// Asks the scripts which file a side of a connection carries now.
  ///
  /// @return its identifier, empty if they don't want to know
  public String idOf(EnumType.Item tag, Conn conn, Side side) {
    currentId = "";
    if (getHandle.isWanted()) {
      getHandle.raise(tag, conn.record(), side.isOriginator());
      rt.drain();
    }
    return currentId;
  }

  /// Takes the handle that a script made.
  public void handle(Str handle) {
    if (!handle.isEmpty()) {
      currentId = uids.ofFile(handle.bytes()).base62("F");
    }
  }

  /// Data in order.
  ///
  /// @param id from an earlier call, empty to ask the scripts
  /// @param mime the type if it is known, empty for none
  /// @return the identifier for the next call, empty if the file is complete or not wanted
  public String data(
      MemorySegment data,
      long offset,
      int length,
      EnumType.Item tag,
      String source,
      Conn conn,
      Side side,
      String id,
      String mime) {
    String known = id.isEmpty() ? idOf(tag, conn, side) : id;
    TrackedFile of = find(known, source, conn, side, false, mime);
    if (of == null) {
      return "";
    }
    of.data(data, offset, length);
    return completed(of) ? "" : known;
  }

  /// Data at a place of the file.
  public String dataAt(
      MemorySegment data,
      long offset,
      int length,
      long place,
      EnumType.Item tag,
      String source,
      Conn conn,
      Side side,
      String id,
      String mime) {
    String known = id.isEmpty() ? idOf(tag, conn, side) : id;
    TrackedFile of = find(known, source, conn, side, true, mime);
    if (of == null) {
      return "";
    }
    of.dataAt(data, offset, length, place);
    return completed(of) ? "" : known;
  }

  /// Bytes that were lost.
  public String gap(
      long place, long length, EnumType.Item tag, String source, Conn conn, Side side, String id) {
    String known = id.isEmpty() ? idOf(tag, conn, side) : id;
    TrackedFile of = find(known, source, conn, side, true);
    if (of == null) {
      return "";
    }
    of.gap(place, length);
    return known;
  }

  /// The size of the file, if the protocol tells.
  public String size(
      long bytes, EnumType.Item tag, String source, Conn conn, Side side, String id) {
    String known = id.isEmpty() ? idOf(tag, conn, side) : id;
    TrackedFile of = find(known, source, conn, side, true);
    if (of == null) {
      return "";
    }
    of.size(bytes);
    return completed(of) ? "" : known;
  }

  /// The file that a side carries now is over.
  public void end(EnumType.Item tag, Conn conn, Side side) {
    remove(idOf(tag, conn, side));
  }

  /// A file is over.
  public void end(String id) {
    remove(id);
  }

  /// Data of a file that no connection carries, such as one inside of another.
  public void dataOf(
      String id, String source, MemorySegment data, long offset, int length, String mime) {
    TrackedFile of = find(id, source, null, Side.ORIGINATOR, false, mime);
    if (of != null) {
      of.data(data, offset, length);
      completed(of);
    }
  }

  private boolean completed(TrackedFile of) {
    if (of.isComplete()) {
      remove(of.id());
      return true;
    }
    return false;
  }

  private @Nullable TrackedFile find(
      String id, String source, @Nullable Conn conn, Side side, boolean updateConns, String mime) {
    TrackedFile found = find(id, source, conn, side, updateConns);
    if (found != null && !mime.isEmpty()) {
      found.mime(mime);
    }
    return found;
  }

  private @Nullable TrackedFile find(
      String id, String source, @Nullable Conn conn, Side side, boolean updateConns) {
    if (id.isEmpty() || ignored.contains(id)) {
      return null;
    }
    TrackedFile known = files.get(id);
    if (known == null) {
      return begin(id, source, conn, side);
    }
    known.touch();
    if (updateConns && conn != null && known.addConnection(conn)) {
      known.raiseOverNewConnection(conn, side);
    }
    return known;
  }

  private @Nullable TrackedFile begin(String id, String source, @Nullable Conn conn, Side side) {
    if (files.size() >= FileLimits.MAX_FILES) {
      refused++;
      return null;
    }
    TrackedFile made = new TrackedFile(this, id, source, conn, side);
    files.put(id, made);
    cumulative++;
    peak = Math.max(peak, files.size());
    scheduleTimeout(made);
    made.raiseNow(fileNew, made.record());
    if (conn != null) {
      made.raiseOverNewConnection(conn, side);
    }
    return ignored.contains(id) ? null : made;
  }

  private void scheduleTimeout(TrackedFile of) {
    Timeout made = new Timeout(of);
    of.timeout(made);
    rt.timers().add(rt.networkTime() + of.timeoutSeconds(), made);
  }

  /// A file's time to end by itself. It lets go of a file that has ended, for it may stay in the
  /// queue for minutes.
  final class Timeout implements Timer {
    private @Nullable TrackedFile file;

    private Timeout(TrackedFile file) {
      this.file = file;
    }

    @Override
    public void expire(double now) {
      TrackedFile of = file;
      if (of != null) {
        checkTimeout(of);
      }
    }

    void cancel() {
      file = null;
    }
  }

  private void checkTimeout(TrackedFile of) {
    if (of.lastActive() + of.timeoutSeconds() > rt.networkTime()) {
      // At the end of a run all timers run; the file is ended with the rest then.
      if (!rt.isTerminating()) {
        scheduleTimeout(of);
      }
      return;
    }
    timeOut(of, rt.isTerminating());
  }

  private void timeOut(TrackedFile of, boolean ending) {
    of.postponed(false);
    of.raiseNow(timeout, of.record());
    if (of.isPostponed() && !ending) {
      of.touch();
      scheduleTimeout(of);
      return;
    }
    remove(of.id());
  }

  private void remove(String id) {
    TrackedFile of = files.get(id);
    if (of != null) {
      of.end();
      files.remove(id);
      ignored.remove(id);
      of.done();
    }
  }

  /// Ends all files, at the end of a run.
  public void finish() {
    for (TrackedFile of : new ArrayList<>(files.values())) {
      timeOut(of, true);
    }
    rt.drain();
  }

  // ---- what scripts say

  public @Nullable TrackedFile find(Str id) {
    return files.get(id.toString());
  }

  /// Looks at a file no more.
  public boolean ignore(Str id) {
    return files.containsKey(id.toString()) && ignored.add(id.toString());
  }

  boolean isIgnored(String id) {
    return ignored.contains(id);
  }

  public int size() {
    return files.size();
  }

  public long cumulative() {
    return cumulative;
  }

  /// How many there were at once.
  public int peak() {
    return peak;
  }

  /// How many files began while there were [FileLimits#MAX_FILES].
  public long refused() {
    return refused;
  }

  void weird(TrackedFile of, String name, String detail) {
    rt.service(ConnectionWeirds.class).file(of.record(), name, detail, of.source());
  }

  static Str text(String text) {
    return Str.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
