package org.brood.bif;

import org.brood.event.Events;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// The module `Supervisor` in a process that neither supervises others nor is supervised.
@Natives("Supervisor")
public final class SupervisorFunctions {
  private static final String NOT_ENABLED = "supervisor mode not enabled";

  private SupervisorFunctions() {}

  public static Record __status(Runtime rt, Str node) {
    rt.complain(NOT_ENABLED);
    return rt.service(Events.class).record("Supervisor::Status").make();
  }

  public static Str __create(Runtime rt, Record node) {
    rt.complain(NOT_ENABLED);
    return Str.of("supervisor mode not enabled");
  }

  public static boolean __destroy(Runtime rt, Str node) {
    rt.complain(NOT_ENABLED);
    return false;
  }

  public static boolean __restart(Runtime rt, Str node) {
    rt.complain(NOT_ENABLED);
    return false;
  }

  public static boolean __is_supervised() {
    return false;
  }

  public static Record __node(Runtime rt) {
    rt.complain("not a supervised process");
    Record made = rt.service(Events.class).record("Supervisor::NodeConfig").make();
    made.set("name", Str.of("<invalid>"));
    return made;
  }

  public static boolean __is_supervisor() {
    return false;
  }

  public static long __stem_pid(Runtime rt) {
    rt.complain("supervisor mode not enabled and not a supervised node");
    return -1;
  }
}
