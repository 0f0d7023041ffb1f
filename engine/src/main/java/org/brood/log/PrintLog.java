package org.brood.log;

import java.util.Arrays;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.VectorType;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.FileVal;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// Takes what is printed to a log stream, if `Log::print_to_log` asks for it.
public final class PrintLog implements Runtime.PrintSink {
  private final Runtime rt;
  private final LogStreams logs;
  private final EnumType.Item stream;
  private final RecordType row;
  private final boolean files;

  private PrintLog(
      Runtime rt, LogStreams logs, EnumType.Item stream, RecordType row, boolean files) {
    this.rt = rt;
    this.logs = logs;
    this.stream = stream;
    this.row = row;
    this.files = files;
  }

  /// Looks at the option, which must have its value by now.
  public static void install(Runtime rt, LogStreams logs) {
    int option = rt.info().global("Log::print_to_log");
    EnumType ids = rt.info().enumeration("Log::ID");
    RecordType row = rt.info().record("Log::PrintLogInfo");
    if (option < 0
        || ids == null
        || row == null
        || !(rt.program().global(option) instanceof EnumType.Item wanted)
        || wanted.name().endsWith("REDIRECT_NONE")) {
      return;
    }
    EnumType.Item stream = ids.item("Log::PRINTLOG");
    if (stream == null) {
      return;
    }
    boolean files = wanted.name().endsWith("REDIRECT_ALL");
    rt.printTo(new PrintLog(rt, logs, stream, row, files));
  }

  @Override
  public boolean print(@Nullable FileVal file, @Nullable Object[] values) {
    if (file != null && !files) {
      return false;
    }
    Vec texts = new Vec(new VectorType(Basic.STRING));
    if (file != null) {
      texts.add(text(file));
    }
    for (Object value : values) {
      texts.add(text(value));
    }
    Record made = rt.program().newRecord(row.id());
    made.set("ts", rt.networkTime());
    made.set("vals", texts);
    return logs.write(stream, made);
  }

  private static Str text(@Nullable Object value) {
    ByteSink out = new ByteSink();
    Describe.appendAny(out, value);
    return Str.wrap(Arrays.copyOf(out.array(), out.length()));
  }
}
