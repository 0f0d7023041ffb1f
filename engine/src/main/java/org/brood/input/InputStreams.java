package org.brood.input;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brood.decode.UidGenerator;
import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.file.FileTracker;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// The streams of the input framework of one worker.
public final class InputStreams implements Inbox.Source {
  private static final int MAX_STREAMS = 100_000;

  private final Events events;
  private final Runtime rt;
  private final Inbox inbox;
  private final long heartbeatNanos;
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private long lastHeartbeat;
  private int rowsAtOnce = Integer.MAX_VALUE;
  private long pauseNanos;
  private long nextTurn;
  private boolean anythingUnfinished;
  private boolean anythingAsked;

  public InputStreams(Events events, Inbox inbox) {
    this.events = events;
    this.rt = events.runtime();
    this.inbox = inbox;
    this.heartbeatNanos = events.nanos("Threading::heartbeat_interval", 1_000_000_000L);
    inbox.add(this);
  }

  private boolean refused(StreamError error) {
    rt.note(Level.ERROR, error.text());
    return false;
  }

  private boolean isTaken(String name) {
    if (streams.containsKey(name)) {
      rt.note(Level.ERROR, "Input stream with name '" + name + "' already exists!");
      return true;
    }
    if (streams.size() >= MAX_STREAMS) {
      rt.note(Level.ERROR, "Input stream " + name + ": too many streams");
      return true;
    }
    return false;
  }

  private List<Column> columns(String stream, RecordType... types) throws StreamError {
    boolean lenient = events.bool("Input::accept_unsupported_types", false);
    List<Column> all = new ArrayList<>();
    for (RecordType type : types) {
      List<Column> columns = Columns.of(type, lenient, rt);
      if (columns == null) {
        throw new StreamError(stream, "Problem unrolling");
      }
      all.addAll(columns);
    }
    return all;
  }

  private Source source(Record description, List<Column> columns) {
    Map<String, String> config = new LinkedHashMap<>();
    if (description.get("config") instanceof Table table) {
      Table.Cursor cursor = table.cursor();
      while (cursor.advance()) {
        config.put(((Str) cursor.key()).toLatin1(), ((Str) cursor.value()).toLatin1());
      }
    }
    long mode = description.get("mode") instanceof EnumType.Item item ? item.value() : 0;
    return new Source(
        events,
        String.valueOf(description.get("source")),
        Source.Mode.values()[Math.clamp(mode, 0, 2)],
        columns,
        Map.copyOf(config));
  }

  private static String readerName(Record description) {
    return description.get("reader") instanceof EnumType.Item item ? item.name() : "";
  }

  private static String name(Record description) {
    return String.valueOf(description.get("name"));
  }

  private static boolean wantsRecord(Record description) {
    return !Boolean.FALSE.equals(description.get("want_record"));
  }

  /// `Input::add_table`
  public boolean addTable(Record description) {
    String name = name(description);
    try {
      Stream made = tableStream(name, description);
      return !isTaken(name) && begin(made);
    } catch (StreamError error) {
      return refused(error);
    }
  }

  private Stream tableStream(String name, Record description) throws StreamError {
    StreamChecks checks = new StreamChecks(name);
    RecordType index = checks.recordType(description.get("idx"), "idx");
    Object given = description.get("val");
    RecordType value = given == null ? null : checks.recordType(given, "val");
    boolean wantRecord = wantsRecord(description);
    Object destination = description.get("destination");
    if (!(destination instanceof Table table)) {
      throw new StreamError(
          name,
          "'destination' field has type "
              + (destination == null ? "any" : Values.typeOf(destination).describe())
              + ", expected table or set identifier");
    }
    checks.table(table, index, value, wantRecord);
    Func event = checks.tableEvent(description, index, value, wantRecord);
    Func errorEvent = checks.errorEvent(description.get("error_ev"), "Input::TableDescription");
    List<Column> indexColumns = columns(name, index);
    List<Column> all = new ArrayList<>(indexColumns);
    if (value != null) {
      all.addAll(columns(name, value));
    }
    return new TableStream(
        events,
        description,
        source(description, all),
        readerName(description),
        errorEvent,
        new TableStream.Shape(
            table,
            index,
            indexColumns.size(),
            value,
            wantRecord,
            event,
            description.get("pred") instanceof Func predicate ? predicate : null));
  }

  /// `Input::add_event`
  public boolean addEvent(Record description) {
    String name = name(description);
    if (isTaken(name)) {
      return false;
    }
    StreamChecks checks = new StreamChecks(name);
    try {
      RecordType fields = checks.recordType(description.get("fields"), "idx");
      boolean wantRecord = wantsRecord(description);
      Func event = checks.lineEvent(description, fields, wantRecord);
      Func errorEvent = checks.errorEvent(description.get("error_ev"), "Input::EventDescription");
      Source source = source(description, columns(name, fields));
      return begin(
          new EventStream(
              events,
              description,
              source,
              readerName(description),
              errorEvent,
              fields,
              wantRecord,
              event));
    } catch (StreamError error) {
      return refused(error);
    }
  }

  /// `Input::add_analysis`
  public boolean addAnalysis(Record description) {
    String name = name(description);
    if (isTaken(name)) {
      return false;
    }
    String reader = readerName(description);
    List<Column> columns =
        reader.equals("Input::READER_BINARY")
            ? List.of()
            : List.of(new Column("bytes", Basic.STRING, "", false));
    String id = rt.service(UidGenerator.class).ofFile(Str.of(name).bytes()).base62("F");
    return begin(
        new AnalysisStream(
            events,
            description,
            source(description, columns),
            reader,
            rt.service(FileTracker.class),
            id));
  }

  private @Nullable Reader reader(Stream stream, String kind) {
    return switch (kind) {
      case "Input::READER_ASCII" -> new AsciiReader(stream.source, stream, false);
      case "Input::READER_CHANGES" -> new AsciiReader(stream.source, stream, true);
      case "Input::READER_RAW" ->
          new RawReader(
              stream.source,
              stream,
              inbox,
              (code, bySignal) ->
                  events
                      .type("InputRaw::process_finished")
                      .raise(
                          Str.of(stream.name()),
                          Str.of(stream.source.name()),
                          (long) code,
                          bySignal));
      case "Input::READER_BINARY" -> new BinaryReader(stream.source, stream);
      case "Input::READER_SQLITE" -> new SqliteReader(stream.source, stream);
      case "Input::READER_CONFIG" -> new ConfigReader(stream.source, stream.name(), stream);
      default -> null;
    };
  }

  private boolean begin(Stream stream) {
    String kind = readerName(stream.description);
    String wrong = kind.equals("Input::READER_RAW") ? rawShape(stream.columns) : "";
    if (kind.equals("Input::READER_BINARY")
        && !(stream instanceof AnalysisStream)
        && (stream.columns.size() != 1 || stream.columns.getFirst().type() != Basic.STRING)) {
      wrong =
          "Filter for binary reader contains a non-string field. Filters for binary reader must contain exactly one string field. Filter ignored.";
    }
    Reader reader = reader(stream, kind);
    if (reader == null) {
      rt.note(
          Level.ERROR, "The reader that was requested was not found and could not be initialized.");
      return false;
    }
    streams.put(stream.name(), stream);
    anythingAsked = true;
    if (!wrong.isEmpty()) {
      stream.error(Feed.Place.NONE, wrong);
      stream.failed(true);
      return true;
    }
    stream.reader = reader;
    return true;
  }

  private static String rawShape(List<Column> columns) {
    if (columns.isEmpty() || columns.getFirst().type() != Basic.STRING) {
      return "First field for raw reader always has to be of type string.";
    }
    if (columns.size() > 1 && columns.get(1).type() != Basic.BOOL) {
      return "Second field for raw reader always has to be of type bool.";
    }
    return columns.size() <= 2
        ? ""
        : "Filter for raw reader contains wrong number of fields -- got %d, expected 1. Filters for the raw reader contain one string field when used in normal mode and one string and one bool fields when using execute mode with stderr capturing. Filter ignored."
            .formatted(columns.size());
  }

  /// `Input::remove`: what was to be read before is still read.
  public boolean remove(String name) {
    Stream stream = streams.get(name);
    if (stream == null) {
      rt.note(Level.ERROR, "Input stream '" + name + "' does not exist for removal!");
      return false;
    }
    if (stream.isRemoved) {
      rt.note(Level.WARNING, "Stream " + name + " is already queued for removal. Ignoring remove.");
      return true;
    }
    stream.isRemoved = true;
    anythingAsked = true;
    return true;
  }

  /// `Input::force_update`
  public boolean forceUpdate(String name) {
    Stream stream = streams.get(name);
    if (stream == null) {
      rt.note(Level.ERROR, "Stream " + name + " not found");
      return false;
    }
    if (stream.isRemoved) {
      rt.note(
          Level.ERROR, "Stream " + name + " is already queued for removal. Ignoring force update.");
      return false;
    }
    stream.isForced = true;
    anythingAsked = true;
    return true;
  }

  /// Whether nothing is asked of any stream.
  public boolean isQuiet() {
    return !anythingAsked;
  }

  /// Sets how much is read at once, and how long at least packets have their turn in between.
  public void pace(int rows, long pauseNanos) {
    rowsAtOnce = rows;
    this.pauseNanos = pauseNanos;
  }

  /// Ends the pause: there are no packets.
  public void hurry() {
    nextTurn = Long.MIN_VALUE;
  }

  /// Whether a source was begun to be read and has more.
  public boolean isUnfinished() {
    return anythingUnfinished;
  }

  @Override
  public boolean poll(long nowNanos) {
    if (anythingUnfinished && nowNanos < nextTurn) {
      return false;
    }
    boolean heartbeat = nowNanos - lastHeartbeat >= heartbeatNanos;
    if (!anythingAsked && (!heartbeat || streams.isEmpty())) {
      return false;
    }
    if (heartbeat) {
      lastHeartbeat = nowNanos;
    }
    anythingAsked = false;
    anythingUnfinished = false;
    for (Stream stream : List.copyOf(streams.values())) {
      read(stream, heartbeat);
      if (stream.isRemoved) {
        Reader reader = stream.reader;
        if (reader != null) {
          reader.close();
        }
        streams.remove(stream.name());
        stream.closed();
      }
    }
    if (anythingUnfinished) {
      anythingAsked = true;
      nextTurn = System.nanoTime() + pauseNanos;
    }
    return true;
  }

  private void read(Stream stream, boolean heartbeat) {
    Reader reader = stream.reader;
    if (reader == null) {
      return;
    }
    boolean first = stream.isPending;
    boolean forced = stream.isForced;
    stream.isPending = false;
    stream.isForced = false;
    try {
      if (first) {
        reader.open();
      }
      if (first
          || forced
          || stream.isUnfinished
          || heartbeat && stream.source.mode() != Source.Mode.MANUAL) {
        stream.isUnfinished = reader.update(forced, rowsAtOnce);
        anythingUnfinished |= stream.isUnfinished;
      }
    } catch (ReadFailed failed) {
      stream.isUnfinished = false;
      stream.failed(first);
    }
  }

  /// Ends all streams.
  public void close() {
    for (Stream stream : streams.values()) {
      Reader reader = stream.reader;
      if (reader != null) {
        reader.close();
      }
      stream.closed();
    }
    streams.clear();
  }
}
