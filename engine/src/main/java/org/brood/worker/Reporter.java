package org.brood.worker;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Site;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Where messages of scripts and of the engine go: to standard error in Zeek's form, and to the
/// scripts as events.
public final class Reporter implements Messages {
  private static final Set<String> HANDLERS =
      Set.of("reporter_info", "reporter_warning", "reporter_error");

  private final PrintStream err;
  private final UnaryOperator<String> expressions;

  /// Expressions as they were shown before: a peer may cause the same error again and again. There
  /// are no more than the program has.
  private final Map<String, String> shown = new HashMap<>();

  private @Nullable Runtime rt;
  private int fatal;
  private int errors;
  private boolean timed = true;
  private boolean raises;

  /// @param expressions how messages show the source text of an expression
  public Reporter(PrintStream err, UnaryOperator<String> expressions) {
    this.err = err;
    this.expressions = expressions;
  }

  /// Takes the options that scripts have set, from now on.
  public void attach(Runtime runtime) {
    rt = runtime;
  }

  /// Sends messages to the scripts too, from now on.
  public void beginEvents() {
    raises = true;
  }

  /// Leaves the time out of messages: there are no packets that it could be the time of.
  public void untimed() {
    timed = false;
  }

  /// Whether something happened after which the run should end with an error.
  public boolean hasFatal() {
    return fatal > 0;
  }

  /// How many errors were reported.
  public int errors() {
    return errors;
  }

  @Override
  public void report(Level level, String kind, String text, Site site, String value) {
    String prefix =
        switch (level) {
          case INFO -> "";
          case WARNING -> "warning";
          case ERROR -> "error";
          case FATAL -> "fatal error";
        };
    if (!kind.isEmpty()) {
      prefix = kind + " " + prefix;
    }
    if (level == Level.FATAL) {
      fatal++;
    } else if (level == Level.ERROR) {
      errors++;
    }
    String where = site.file().isEmpty() ? "" : site.file() + ", line " + site.line();
    String message =
        site.expression().isEmpty()
            ? text
            : text
                + " ("
                + shown.computeIfAbsent(site.expression(), expressions)
                + (value.isEmpty() ? "" : " " + value)
                + ")";
    boolean raised = raise(level, message, where);
    if (toStderr(level) || !raised) {
      print(prefix, where, message);
    }
  }

  private boolean toStderr(Level level) {
    String name =
        switch (level) {
          case INFO -> "Reporter::info_to_stderr";
          case WARNING -> "Reporter::warnings_to_stderr";
          case ERROR, FATAL -> "Reporter::errors_to_stderr";
        };
    Runtime runtime = rt;
    int setting = runtime == null ? -1 : runtime.info().global(name);
    return runtime == null
        || setting < 0
        || !Boolean.FALSE.equals(runtime.program().global(setting));
  }

  private boolean raise(Level level, String message, String where) {
    Runtime runtime = rt;
    if (runtime == null || !raises || isHandled(runtime)) {
      return false;
    }
    String event =
        switch (level) {
          case INFO -> "reporter_info";
          case WARNING -> "reporter_warning";
          case ERROR, FATAL -> "reporter_error";
        };
    int number = runtime.info().function(event);
    if (!runtime.wants(number)) {
      return false;
    }
    double now = runtime.networkTime();
    runtime.raise(
        number,
        now == 0 ? org.brood.script.bif.Times.current_time() : now,
        Str.of(message),
        Str.of(where));
    return true;
  }

  /// Whether a message is being handled: what goes wrong meanwhile would go round for ever.
  private static boolean isHandled(Runtime runtime) {
    int event = runtime.eventNumber();
    return event >= 0 && HANDLERS.contains(runtime.info().functions().get(event).name());
  }

  private void print(String prefix, String where, String message) {
    StringBuilder line = new StringBuilder();
    Runtime runtime = rt;
    if (runtime != null && timed && runtime.networkTime() > 0) {
      line.append(String.format(Locale.ROOT, "%.6f ", runtime.networkTime()));
    }
    if (!prefix.isEmpty()) {
      line.append(prefix).append(where.isEmpty() ? "" : " in " + where).append(": ");
    } else if (!where.isEmpty()) {
      line.append(where).append(": ");
    }
    err.println(line.append(message));
  }
}
