package org.brood.node;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.Func;
import org.jspecify.annotations.Nullable;

/// What `-I` prints of an identifier: type, value, and whether it may be redefined.
final class PrintedId {
  private PrintedId() {}

  /// The line about a name; nothing if the program has none such.
  static Optional<byte[]> of(Runtime rt, String name) {
    ProgramInfo info = rt.info();
    int global = info.global(name);
    if (global >= 0) {
      return Optional.of(variable(info.globals().get(global), rt.program().global(global)));
    }
    int function = info.function(name);
    if (function >= 0) {
      Func value = rt.program().function(function);
      String line = name + " : " + value.type().describe() + " = " + value.description() + "\n";
      return Optional.of(line.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.empty();
  }

  private static byte[] variable(ProgramInfo.GlobalInfo global, @Nullable Object value) {
    ByteSink line = new ByteSink(128);
    line.utf8(global.name()).ascii(" : ").utf8(global.type().describe());
    if (value != null) {
      line.ascii(" = ");
      boolean isText = global.type() == Basic.STRING;
      if (isText) {
        line.put('"');
      }
      Describe.append(line, value, global.type());
      if (isText) {
        line.put('"');
      }
    }
    if (global.redefinable()) {
      line.ascii(" &redef");
    }
    return line.put('\n').toBytes();
  }
}
