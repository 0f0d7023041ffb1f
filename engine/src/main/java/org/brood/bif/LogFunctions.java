package org.brood.bif;

import org.brood.log.LogStreams;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.value.Func;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// The module `Log`.
@Natives("Log")
public final class LogFunctions {
  private LogFunctions() {}

  private static LogStreams logs(Runtime rt) {
    return rt.service(LogStreams.class);
  }

  public static boolean __create_stream(Runtime rt, EnumType.Item id, Record stream) {
    return logs(rt).create(id, stream);
  }

  public static boolean __remove_stream(Runtime rt, EnumType.Item id) {
    return logs(rt).remove(id);
  }

  public static boolean __enable_stream(Runtime rt, EnumType.Item id) {
    return logs(rt).enable(id, true);
  }

  public static boolean __disable_stream(Runtime rt, EnumType.Item id) {
    return logs(rt).enable(id, false);
  }

  public static boolean __add_filter(Runtime rt, EnumType.Item id, Record filter) {
    return logs(rt).addFilter(id, filter);
  }

  public static boolean __remove_filter(Runtime rt, EnumType.Item id, Str name) {
    return logs(rt).removeFilter(id, name.toString());
  }

  public static boolean __write(Runtime rt, EnumType.Item id, Object columns) {
    if (!(columns instanceof Record record)) {
      rt.report(Level.ERROR, "incompatible log record type");
      return false;
    }
    return logs(rt).write(id, record);
  }

  public static boolean __set_buf(Runtime rt, EnumType.Item id, boolean buffered) {
    return buffered || logs(rt).flush(id);
  }

  public static boolean __flush(Runtime rt, EnumType.Item id) {
    return logs(rt).flush(id);
  }

  public static void flush_all(Runtime rt) {
    logs(rt).flushAll();
  }

  public static Opaque __delay(Runtime rt, EnumType.Item id, Object rec, Func post_delay_cb) {
    return logs(rt).delay(id, rec, post_delay_cb);
  }

  public static boolean __delay_finish(Runtime rt, EnumType.Item id, Object rec, Opaque token) {
    return logs(rt).finishDelay(id, rec, token);
  }

  public static boolean __set_max_delay_interval(Runtime rt, EnumType.Item id, double seconds) {
    return logs(rt).maxDelay(id, seconds);
  }

  public static boolean __set_max_delay_queue_size(Runtime rt, EnumType.Item id, long rows) {
    return logs(rt).maxDelayed(id, rows);
  }

  public static long __get_delay_queue_size(Runtime rt, EnumType.Item id) {
    return logs(rt).delayed(id);
  }
}
