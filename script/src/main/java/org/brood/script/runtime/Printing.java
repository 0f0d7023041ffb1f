package org.brood.script.runtime;

import java.io.IOException;
import org.brood.script.value.ByteSink;
import org.brood.script.value.Describe;
import org.brood.script.value.FileVal;
import org.jspecify.annotations.Nullable;

/// The `print` statement.
public final class Printing {
  private Printing() {}

  /// Prints values, in `any` form, to a file or to standard output.
  public static void print(ScriptProgram p, @Nullable FileVal file, @Nullable Object[] values) {
    FileVal stdout = p.rt.stdout();
    FileVal other = file == stdout ? null : file;
    if (p.rt.printSink().print(other, values)) {
      return;
    }
    FileVal target = other == null ? stdout : other;
    ByteSink line = new ByteSink();
    for (int i = 0; i < values.length; i++) {
      if (target.isRaw()) {
        Describe.appendAny(line, values[i]);
      } else {
        if (i > 0) {
          line.ascii(", ");
        }
        Describe.print(line, values[i]);
      }
    }
    if (!target.isRaw()) {
      line.put('\n');
    }
    try {
      target.write(line.array(), line.length());
    } catch (IOException e) {
      p.rt.report(Messages.Level.ERROR, "cannot write to " + target.name() + ": " + e.getMessage());
    }
  }
}
