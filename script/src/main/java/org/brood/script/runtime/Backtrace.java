package org.brood.script.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.VectorType;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;

/// The calls of script functions that have led to here, as the stack of the thread shows them: the
/// names of generated methods say which function's bodies they are. Values of arguments are not
/// known.
public final class Backtrace {
  private static final String GENERATED = "brood.gen.F";

  /// Calls that are shown at most.
  private static final int MOST = 1_000;

  private Backtrace() {}

  /// A body that runs.
  private record Running(int function, String file, int line) {}

  /// The name of the method that holds a body.
  ///
  /// @param body a number of its own
  /// @param function the number of its function
  public static String methodName(int body, int function) {
    return "b" + body + "f" + function;
  }

  /// The calls up to a built-in function that was called from `site`.
  public static Vec of(Runtime rt, Site site) {
    List<Running> running = running();
    return running.isEmpty()
        ? new Vec(new VectorType(element(rt)))
        : of(rt, name(rt, running.getFirst()), running, site);
  }

  /// The calls up to something that is no function and stands at `site`.
  static Vec of(Runtime rt, String what, Site site) {
    return of(rt, what, running(), site);
  }

  private static Vec of(Runtime rt, String what, List<Running> running, Site site) {
    Vec calls = new Vec(new VectorType(element(rt)));
    calls.add(call(rt, what, null, site.file(), site.line()));
    for (int i = 0; i < running.size(); i++) {
      Running one = running.get(i);
      FuncType type = rt.info().functions().get(one.function).type();
      boolean called = i + 1 < running.size();
      String file = called ? running.get(i + 1).file : "";
      calls.add(call(rt, name(rt, one), type, file, called ? running.get(i + 1).line : 0));
    }
    return calls;
  }

  private static RecordType element(Runtime rt) {
    return Objects.requireNonNull(rt.info().record("BacktraceElement"), "BacktraceElement");
  }

  private static String name(Runtime rt, Running running) {
    return rt.info().functions().get(running.function).name();
  }

  private static Record call(
      Runtime rt, String name, @Nullable FuncType type, String file, int line) {
    Record made = rt.program().newRecord(element(rt).id());
    made.set("function_name", Str.of(name));
    if (type != null && made.get("function_args") instanceof Vec arguments) {
      RecordType argument = Objects.requireNonNull(rt.info().record("call_argument"));
      for (FuncType.Param param : type.params()) {
        Record described = rt.program().newRecord(argument.id());
        described.set("name", Str.of(param.name()));
        described.set("type_name", Str.of(param.type().describe()));
        arguments.add(described);
      }
    }
    if (!file.isEmpty()) {
      made.set("file_location", Str.of(file));
      made.set("line_location", (long) line);
    }
    return made;
  }

  private static List<Running> running() {
    return StackWalker.getInstance().walk(Backtrace::bodies);
  }

  private static List<Running> bodies(Stream<StackWalker.StackFrame> frames) {
    List<Running> all = new ArrayList<>();
    frames
        .filter(frame -> frame.getClassName().startsWith(GENERATED))
        .limit(MOST)
        .forEach(frame -> add(all, frame));
    return all;
  }

  /// A large body is several methods, which call each other: the innermost one has the line.
  private static void add(List<Running> all, StackWalker.StackFrame frame) {
    String method = frame.getMethodName();
    int number = method.indexOf('f');
    if (number < 0) {
      return;
    }
    int end = method.indexOf('_', number);
    int function = Integer.parseInt(method.substring(number + 1, end < 0 ? method.length() : end));
    boolean isPiece = end >= 0;
    if (!isPiece && !all.isEmpty() && all.getLast().line < 0) {
      Running piece = all.removeLast();
      all.add(new Running(function, piece.file, -piece.line));
      return;
    }
    String file = Objects.requireNonNullElse(frame.getFileName(), "");
    all.add(new Running(function, file, isPiece ? -frame.getLineNumber() : frame.getLineNumber()));
  }
}
