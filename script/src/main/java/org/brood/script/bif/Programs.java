package org.brood.script.bif;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.runtime.Natives;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Basic;
import org.brood.script.value.Str;
import org.brood.script.value.Table;
import org.jspecify.annotations.Nullable;

/// Other programs, and the environment that they get.
@Natives
public final class Programs {
  private static final double NANOS = 1e9;

  private Programs() {}

  /// What scripts changed in the environment: it counts for them and for what they start.
  static final class Changes {
    final Map<String, String> values = new LinkedHashMap<>();
  }

  static Changes changes(Runtime rt) {
    return rt.serviceOr(Changes.class, Changes::new);
  }

  public static Str getenv(Runtime rt, Str name) {
    String changed = changes(rt).values.get(name.toString());
    String value = changed != null ? changed : System.getenv(name.toString());
    return Str.of(value == null ? "" : value);
  }

  public static boolean setenv(Runtime rt, Str name, Str value) {
    String text = name.toString();
    if (text.isEmpty() || text.indexOf('=') >= 0 || text.indexOf('\0') >= 0) {
      return false;
    }
    changes(rt).values.put(text, value.toString());
    return true;
  }

  private static ProcessBuilder shell(Runtime rt, String command) throws IOException {
    rt.stdout().flush();
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command).inheritIO();
    builder.environment().putAll(changes(rt).values);
    return builder;
  }

  private static int run(ProcessBuilder builder) throws IOException {
    Process process = builder.start();
    while (true) {
      try {
        int code = process.waitFor();
        // As a wait status: the exit code stands in its second byte.
        return code << Byte.SIZE;
      } catch (InterruptedException e) {
        process.destroy();
      }
    }
  }

  public static long system(Runtime rt, Str command) {
    try {
      return run(shell(rt, command.toString()));
    } catch (IOException | IllegalArgumentException e) {
      return -1;
    }
  }

  /// Runs a command that finds the elements of a table as `ZEEK_ARG_…` in its environment.
  public static long system_env(Runtime rt, Str command, Object env) {
    if (!(env instanceof Table table)) {
      rt.complain("system_env() requires a table argument");
      return -1;
    }
    if (table.type().index().size() != 1 || table.type().index().getFirst() != Basic.STRING) {
      rt.complain("system_env() needs a table[string] of string");
      return -1;
    }
    try {
      ProcessBuilder builder = shell(rt, command.toString());
      Table.Cursor cursor = table.cursor();
      while (cursor.advance()) {
        builder.environment().put("ZEEK_ARG_" + cursor.key(), String.valueOf(cursor.value()));
        builder.environment().put("BRO_ARG_" + cursor.key(), String.valueOf(cursor.value()));
      }
      return run(builder);
    } catch (IOException | IllegalArgumentException e) {
      return -1;
    }
  }

  /// Runs a program and gives it its standard input.
  public static boolean piped_exec(Runtime rt, Str program, Str input) {
    try {
      Process process =
          shell(rt, program.toString()).redirectInput(ProcessBuilder.Redirect.PIPE).start();
      boolean whole = true;
      try (OutputStream out = process.getOutputStream()) {
        out.write(input.bytes());
      } catch (IOException e) {
        whole = false;
      }
      process.waitFor();
      if (!whole) {
        rt.note(Level.ERROR, "Failed to write all given data to " + program);
      }
      return whole;
    } catch (IOException | IllegalArgumentException e) {
      rt.note(Level.ERROR, "Failed to popen " + program);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Hands a line to the system's log by `logger`, on a thread of its own. A run over a capture
  /// tells nobody.
  public static @Nullable Object syslog(Runtime rt, Str s) {
    int reading = rt.info().function("reading_traces");
    boolean replay = reading >= 0 && Boolean.TRUE.equals(rt.program().function(reading).call());
    if (!replay) {
      String line = s.toString();
      Thread.ofVirtual().start(() -> log(line));
    }
    return null;
  }

  private static void log(String line) {
    try {
      new ProcessBuilder("logger", "-t", "zeek", "-p", "user.notice", "--", line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | IllegalArgumentException e) {
      // There is no log to write to.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits, and holds up everything while it does.
  ///
  /// @return how long it waited, in seconds
  public static double sleep(Runtime rt, double seconds) {
    long begin = System.nanoTime();
    long end = begin + (long) (Math.max(0, seconds) * NANOS);
    for (long now = begin; now < end && !rt.program().stop; now = System.nanoTime()) {
      LockSupport.parkNanos(end - now);
    }
    return (System.nanoTime() - begin) / NANOS;
  }
}
