package org.brood.input;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.brood.event.Events;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.Type;
import org.brood.script.value.Func;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// One stream: a source, its reader, and what becomes of the rows.
abstract class Stream implements Feed {
  final Events events;
  final Runtime rt;
  final Record description;
  final List<Column> columns;
  final Source source;
  private final String name;
  private final String readerName;
  private final @Nullable Func errorEvent;

  /// The reader, null before it is made and after it has failed.
  private Place lastError = Place.NONE;

  @Nullable Reader reader;

  /// Whether the stream is to be read without being asked.
  boolean isPending = true;

  /// Whether its reader stopped in the middle.
  boolean isUnfinished;

  /// Whether a script wants the stream read.
  boolean isForced;

  /// Whether a script wants the stream gone.
  boolean isRemoved;

  Stream(
      Events events,
      Record description,
      Source source,
      String readerName,
      @Nullable Func errorEvent) {
    this.events = events;
    this.rt = events.runtime();
    this.description = description;
    this.columns = source.columns();
    this.source = source;
    this.name = String.valueOf(description.get("name"));
    this.readerName = readerName;
    this.errorEvent = errorEvent;
  }

  /// Says that a value of an option names no enumerator.
  @Override
  public final void badOption(String value) {
    String thread = "thread " + source.name() + "/" + readerName;
    String text = "Value '" + value + "' for source '" + thread + "' is not a valid enum.";
    tell(Level.WARNING, text, text);
    rt.note(Level.ERROR, "SendEvent for event InputConfig::new_value failed");
  }

  final String name() {
    return name;
  }

  static @Nullable Object item(Events events, String kind) {
    return events.item("Input::Event", "Input::" + kind);
  }

  /// A value as a function's parameter takes it.
  static @Nullable Object argument(Func function, int index, @Nullable Object plain, Type type) {
    FuncType.Param param = function.type().params().get(index);
    return param.type() == Basic.ANY ? Values.toAny(plain, type) : plain;
  }

  private void tell(Level level, String text, String shown) {
    Func event = errorEvent;
    if (event != null) {
      EnumType.Item item =
          events.item(
              "Reporter::Level", level == Level.ERROR ? "Reporter::ERROR" : "Reporter::WARNING");
      rt.raiseValue(event, new @Nullable Object[] {description, Str.of(text), item});
    }
    rt.note(level, shown);
  }

  private String readerPrefix() {
    return source.name() + "/" + readerName + ": ";
  }

  private static String lined(Place place, String text) {
    return place.file().isEmpty() ? text : place.file() + ", line " + place.line() + ": " + text;
  }

  @Override
  public final void warning(Place place, String text) {
    tell(Level.WARNING, text, readerPrefix() + lined(place, text));
  }

  @Override
  public final void error(Place place, String text) {
    lastError = place;
    tell(Level.ERROR, text, readerPrefix() + lined(place, text));
  }

  @Override
  public final void badEnum(Place place, String value) {
    String text = "Value '" + value + "' for stream '" + name + "' is not a valid enum.";
    tell(Level.WARNING, text, lined(place, text));
  }

  /// Says that a row counts for nothing because a value is missing.
  final void missing(Place place, String column) {
    String text = "Skipping input with missing non-optional value (" + column + ")";
    String shown = place.file().isEmpty() ? text : place.file() + ":" + place.line() + ": " + text;
    tell(Level.WARNING, shown, shown);
  }

  /// Ends a stream whose reader gave up.
  final void failed(boolean atInit) {
    if (atInit) {
      rt.note(Level.ERROR, readerPrefix() + lined(lastError, "Init failed"));
    }
    rt.note(Level.ERROR, readerPrefix() + lined(lastError, "terminating thread"));
    Reader r = reader;
    reader = null;
    if (r != null) {
      r.close();
    }
  }

  @Override
  public final void row(@Nullable Object[] row, Place place) {
    if (source.mode() == Source.Mode.STREAM) {
      put(row, place);
    } else {
      entry(row, place);
    }
  }

  @Override
  public void gone(@Nullable Object[] row, Place place) {
    error(place, "only streams of events can tell what is gone");
  }

  /// Takes a row of a source that grows.
  abstract void put(@Nullable Object[] row, Place place);

  /// Takes a row of a source that is read as a whole.
  void entry(@Nullable Object[] row, Place place) {
    put(row, place);
  }

  @Override
  public final void endOfData() {
    events.type("Input::end_of_data").raise(Str.of(name), Str.of(source.name()));
  }

  @Override
  public void end() {
    endOfData();
  }

  @Override
  public void data(MemorySegment bytes, int length) {
    throw new IllegalStateException("not a stream of bytes");
  }

  /// Told when the stream ends.
  void closed() {}
}
