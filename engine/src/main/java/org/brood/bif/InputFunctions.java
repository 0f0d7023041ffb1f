package org.brood.bif;

import org.brood.event.Events;
import org.brood.event.Inbox;
import org.brood.input.InputStreams;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// The module `Input`.
@Natives("Input")
public final class InputFunctions {
  private InputFunctions() {}

  private static InputStreams streams(Runtime rt) {
    return rt.serviceOr(
        InputStreams.class,
        () -> new InputStreams(rt.service(Events.class), rt.service(Inbox.class)));
  }

  public static boolean __create_table_stream(Runtime rt, Record description) {
    return streams(rt).addTable(description);
  }

  public static boolean __create_event_stream(Runtime rt, Record description) {
    return streams(rt).addEvent(description);
  }

  public static boolean __create_analysis_stream(Runtime rt, Record description) {
    return streams(rt).addAnalysis(description);
  }

  public static boolean __remove_stream(Runtime rt, Str id) {
    return streams(rt).remove(id.toString());
  }

  public static boolean __force_update(Runtime rt, Str id) {
    return streams(rt).forceUpdate(id.toString());
  }
}
