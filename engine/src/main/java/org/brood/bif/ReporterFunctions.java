package org.brood.bif;

import org.brood.decode.WeirdSink;
import org.brood.event.ConnectionWeirds;
import org.brood.flow.Flow;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.StopRequested;
import org.brood.script.value.Addr;
import org.brood.script.value.Record;
import org.brood.script.value.Str;

/// The module `Reporter`.
@Natives("Reporter")
public final class ReporterFunctions {
  private ReporterFunctions() {}

  public static boolean info(Runtime rt, Str message) {
    rt.report(Level.INFO, message.toString());
    return true;
  }

  public static boolean warning(Runtime rt, Str message) {
    rt.report(Level.WARNING, message.toString());
    return true;
  }

  public static boolean error(Runtime rt, Str message) {
    rt.report(Level.ERROR, message.toString());
    return true;
  }

  public static boolean fatal(Runtime rt, Str message) {
    rt.report(Level.FATAL, message.toString());
    rt.program().stop = true;
    throw new StopRequested();
  }

  public static boolean fatal_error_with_core(Runtime rt, Str message) {
    return fatal(rt, message);
  }

  public static boolean net_weird(Runtime rt, Str name, Str addl, Str source) {
    rt.service(WeirdSink.class).netWeird(name.toString(), addl.toString(), source.toString());
    return true;
  }

  public static boolean flow_weird(
      Runtime rt, Str name, Addr orig, Addr resp, Str addl, Str source) {
    rt.service(WeirdSink.class)
        .flowWeird(
            orig.high(),
            orig.low(),
            resp.high(),
            resp.low(),
            name.toString(),
            addl.toString(),
            source.toString());
    return true;
  }

  public static boolean conn_weird(Runtime rt, Str name, Record c, Str addl, Str source) {
    ConnectionWeirds weirds = rt.service(ConnectionWeirds.class);
    if (c.get("id") instanceof Record id) {
      Flow flow = ConnFunctions.find(rt, id);
      if (flow != null) {
        flow.weird(name.toString(), addl.toString(), source.toString());
        return true;
      }
      Str uid = c.get("uid") instanceof Str set ? set : Str.EMPTY;
      weirds.expired(id, uid, name.toString(), addl.toString(), source.toString());
    } else {
      weirds.connection(c, name.toString(), addl.toString(), source.toString());
    }
    return true;
  }

  public static boolean file_weird(Runtime rt, Str name, Record f, Str addl, Str source) {
    rt.service(ConnectionWeirds.class).file(f, name.toString(), addl.toString(), source.toString());
    return true;
  }
}
