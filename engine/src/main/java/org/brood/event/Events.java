package org.brood.event;

import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.jspecify.annotations.Nullable;

/// The script instance of one worker as the engine sees it: its events, record types and
/// enumerations by name.
public final class Events {
  private final Runtime rt;

  public Events(Runtime rt) {
    this.rt = rt;
  }

  public Runtime runtime() {
    return rt;
  }

  /// An event by its full name. One that no script declares is never wanted.
  public EventType type(String name) {
    return new EventType(rt, name);
  }

  /// A record type by its full name.
  ///
  /// @throws IllegalStateException if no script declares it
  public RecordShape record(String name) {
    return new RecordShape(rt, name);
  }

  /// An enumerator by the names of its type and of itself, null if there is none.
  public EnumType.@Nullable Item item(String type, String name) {
    EnumType e = rt.info().enumeration(type);
    return e == null ? null : e.item(name);
  }

  /// An enumerator by the name of its type and its number, null if there is none.
  public EnumType.@Nullable Item item(String type, long value) {
    EnumType e = rt.info().enumeration(type);
    return e == null ? null : e.item(value);
  }

  /// A global of the scripts in plain boxed form, null if it is not declared or unset.
  public @Nullable Object global(String name) {
    int index = rt.info().global(name);
    return index < 0 ? null : rt.program().global(index);
  }

  public long count(String name, long otherwise) {
    return global(name) instanceof Long n ? n : otherwise;
  }

  public boolean bool(String name, boolean otherwise) {
    return global(name) instanceof Boolean b ? b : otherwise;
  }

  /// A time or interval in nanoseconds.
  public long nanos(String name, long otherwise) {
    return global(name) instanceof Double d ? Math.round(d * 1e9) : otherwise;
  }
}
