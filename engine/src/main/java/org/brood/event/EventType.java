package org.brood.event;

import org.brood.script.runtime.Runtime;
import org.jspecify.annotations.Nullable;

/// An event that the engine raises.
///
/// Arguments are in plain boxed form by the types of its declaration: `Long` for count and int,
/// `Double` for double, time and interval, `Boolean`, or the value's class. Ask [#isWanted] before
/// making them: nobody may listen.
public final class EventType {
  private final Runtime rt;
  private final int number;
  private final String name;

  EventType(Runtime rt, String name) {
    this.rt = rt;
    this.name = name;
    this.number = rt.info().function(name);
  }

  public String name() {
    return name;
  }

  public boolean isWanted() {
    return rt.wants(number);
  }

  public void raise(@Nullable Object... arguments) {
    rt.raise(number, arguments);
  }
}
