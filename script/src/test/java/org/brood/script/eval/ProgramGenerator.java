package org.brood.script.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.brood.script.eval.GenType.Kind;

/// Makes random programs that the checker accepts and that end.
final class ProgramGenerator extends StatementGenerator {
  ProgramGenerator(long seed) {
    super(seed);
  }

  /// The program of a seed.
  static String program(long seed) {
    ProgramGenerator generator = new ProgramGenerator(seed);
    generator.generate();
    return generator.out.toString();
  }

  private void generate() {
    line("type Color: enum { Red, Green, Blue };");
    line("global fuel = 100;");
    int recordTypes = random.nextInt(3);
    for (int i = 0; i < recordTypes; i++) {
      recordType(i);
    }
    int globals = 2 + random.nextInt(5);
    for (int i = 0; i < globals; i++) {
      global();
    }
    declareHandlers();
    int bodies = 1 + random.nextInt(3);
    for (int i = 0; i < bodies; i++) {
      function(i);
    }
    for (Callable hook : hooks) {
      handlers("hook", hook, true);
    }
    for (Callable event : events) {
      handlers("event", event, false);
    }
    int inits = 1 + random.nextInt(2);
    for (int i = 0; i < inits; i++) {
      line("event zeek_init() &priority=" + (i - 1));
      body(List.of(), null, 3 + random.nextInt(4));
    }
    end();
  }

  private void recordType(int number) {
    GenType type = new GenType(Kind.RECORD, List.of(), "R" + number);
    line("type R" + number + ": record {");
    List<Field> all = new ArrayList<>();
    int size = 1 + random.nextInt(5);
    for (int i = 0; i < size; i++) {
      GenType of = type(1);
      boolean optional = chance(30);
      boolean given = !optional && chance(50);
      all.add(new Field("f" + i, of, optional, given));
      line(
          "\tf"
              + i
              + ": "
              + of.text()
              + (optional ? " &optional" : given ? " &default=" + constant(of) : "")
              + ";");
    }
    line("};");
    records.add(type);
    fields.add(all);
  }

  private void global() {
    GenType type = type(2);
    String name = name("g");
    boolean startsEmpty = type.isContainer() && chance(40);
    line(
        "global "
            + name
            + ": "
            + type.text()
            + (startsEmpty ? tableDefault(type) : " = " + constant(type))
            + ";");
    vars.add(new Var(name, type, true));
  }

  private void declareHandlers() {
    int hookCount = random.nextInt(3);
    for (int i = 0; i < hookCount; i++) {
      Callable hook = new Callable("h" + i, params(), null);
      hooks.add(hook);
      line("global " + hook.name() + ": hook(" + paramText(hook.params()) + ");");
    }
    int eventCount = random.nextInt(3);
    for (int i = 0; i < eventCount; i++) {
      Callable event = new Callable("e" + i, params(), null);
      events.add(event);
      line("global " + event.name() + ": event(" + paramText(event.params()) + ");");
    }
  }

  private List<GenType> params() {
    List<GenType> params = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      params.add(type(1));
    }
    return params;
  }

  private static String paramText(List<GenType> params) {
    StringJoiner text = new StringJoiner(", ");
    for (int i = 0; i < params.size(); i++) {
      text.add("p" + i + ": " + params.get(i).text());
    }
    return text.toString();
  }

  private void function(int number) {
    GenType returns = type(1);
    Callable function = new Callable("f" + number, params(), returns);
    line(
        "function "
            + function.name()
            + "("
            + paramText(function.params())
            + "): "
            + returns.text());
    boolean recursive = chance(30);
    if (recursive) {
      functions.add(function);
    }
    body(function.params(), returns, 1 + random.nextInt(3));
    if (!recursive) {
      functions.add(function);
    }
  }

  private void handlers(String kind, Callable callable, boolean hook) {
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      line(
          kind
              + " "
              + callable.name()
              + "("
              + paramText(callable.params())
              + ")"
              + (chance(50) ? " &priority=" + (random.nextInt(7) - 3) : ""));
      inHook = hook;
      body(callable.params(), null, 1 + random.nextInt(3));
      inHook = false;
    }
  }

  private void end() {
    line("event zeek_done()");
    open();
    for (Var var : vars) {
      line("print \"" + var.name() + "\", " + var.name() + ";");
    }
    close();
  }
}
