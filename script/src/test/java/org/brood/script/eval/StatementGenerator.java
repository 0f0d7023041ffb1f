package org.brood.script.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import org.brood.script.eval.GenType.Kind;
import org.jspecify.annotations.Nullable;

/// Makes random statements and the bodies that hold them. Each loop and call takes from `fuel`, and
/// nothing grows beyond a few elements, so that they end.
abstract class StatementGenerator extends ExpressionGenerator {
  private static final int MAX_DEPTH = 2;

  final StringBuilder out = new StringBuilder();
  final List<Callable> hooks = new ArrayList<>();
  final List<Callable> events = new ArrayList<>();
  private int indent;
  private int loops;
  private @Nullable GenType result;

  /// Whether bodies are those of hooks, which a `break` may end.
  boolean inHook;

  StatementGenerator(long seed) {
    super(seed);
  }

  final void line(String text) {
    out.repeat("\t", indent).append(text).append('\n');
  }

  final void open() {
    indent++;
    line("{");
  }

  final void close() {
    line("}");
    indent--;
  }

  // ---- bodies

  final void body(List<GenType> params, @Nullable GenType returns, int statements) {
    int outer = vars.size();
    for (int i = 0; i < params.size(); i++) {
      vars.add(new Var("p" + i, params.get(i), false));
    }
    result = returns;
    open();
    line("if ( fuel == 0 )");
    line("\treturn" + (returns == null ? "" : " " + constant(returns)) + ";");
    line("--fuel;");
    for (int i = 0; i < statements; i++) {
      statement(MAX_DEPTH);
    }
    // Some functions end without the value that they should give.
    if (returns != null && chance(90)) {
      line("return " + expr(returns, 2) + ";");
    }
    close();
    result = null;
    truncate(outer);
  }

  private void truncate(int size) {
    while (vars.size() > size) {
      vars.removeLast();
    }
  }

  private void block(int statements, int depth) {
    int outer = vars.size();
    open();
    for (int i = 0; i < statements; i++) {
      statement(depth);
    }
    close();
    truncate(outer);
  }

  private void statement(int depth) {
    switch (random.nextInt(depth > 0 ? 22 : 12)) {
      case 0, 1, 2 -> local();
      case 3, 4 -> line("print " + expr(type(1), 3) + ", " + expr(scalar(), 2) + ";");
      case 5, 6 -> assign();
      case 7, 8 -> change();
      case 9 -> callStatement();
      case 10 -> lambda();
      case 11 -> any();
      case 12, 13 -> branch(depth);
      case 14 -> whileLoop(depth);
      case 15, 16, 17 -> forLoop(depth);
      case 18 -> choose(depth);
      case 19 -> leave();
      case 20 -> raise();
      default -> line("print " + expr(GenType.BOOL, 3) + ";");
    }
  }

  final String tableDefault(GenType type) {
    return type.kind() == Kind.TABLE && chance(50)
        ? pick(List.of(" &default=", " &default_insert=")) + constant(type.last())
        : "";
  }

  private void local() {
    GenType type = type(2);
    String name = name("v");
    if (type.isContainer() && chance(40)) {
      line("local " + name + ": " + type.text() + tableDefault(type) + ";");
    } else if (chance(4)) {
      line("local " + name + ": " + type.text() + ";");
    } else if (chance(50)) {
      line("local " + name + " = " + expr(type, 3) + ";");
    } else {
      line("local " + name + ": " + type.text() + " = " + expr(type, 3) + ";");
    }
    vars.add(new Var(name, type, false));
  }

  private void assign() {
    Var var = variable(t -> t.kind() != Kind.FUNCTION);
    if (var == null) {
      return;
    }
    String value = expr(var.type(), 3);
    switch (var.type().kind()) {
      case STRING -> line(var.name() + " = (" + value + ")[0:30];");
      case DOUBLE, INT -> line(var.name() + " = " + (chance(20) ? smallCount() : value) + ";");
      default -> line(var.name() + " = " + value + ";");
    }
  }

  /// Changes a variable in place.
  private void change() {
    Var var = variable(t -> t.kind() != Kind.FUNCTION);
    if (var == null) {
      return;
    }
    String v = var.name();
    switch (var.type().kind()) {
      case COUNT -> number(v, GenType.COUNT);
      case INT -> number(v, GenType.INT);
      case DOUBLE ->
          line(
              v
                  + pick(List.of(" += ", " -= "))
                  + expr(pick(List.of(GenType.DOUBLE, GenType.COUNT)), 2)
                  + ";");
      case STRING -> line("if ( |" + v + "| < 30 ) " + v + " += " + expr(GenType.STRING, 1) + ";");
      case INTERVAL -> line(v + pick(List.of(" += ", " -= ")) + expr(GenType.INTERVAL, 2) + ";");
      case VECTOR -> changeVector(v, var.type());
      case SET -> changeSet(v, var.type());
      case TABLE -> changeTable(v, var.type());
      case RECORD -> changeRecord(v, var.type());
      case BOOL, TIME, ADDR, SUBNET, PORT, ENUM, PATTERN, FUNCTION ->
          line(v + " = " + expr(var.type(), 2) + ";");
    }
  }

  private void number(String target, GenType type) {
    if (chance(40)) {
      line(pick(List.of("++", "--")) + target + ";");
    } else {
      line(target + pick(List.of(" += ", " -= ")) + expr(type, 2) + ";");
    }
  }

  private void changeVector(String v, GenType type) {
    switch (random.nextInt(6)) {
      case 0, 1 -> line("if ( |" + v + "| < 12 ) " + v + " += " + expr(type.first(), 2) + ";");
      case 2 ->
          line("if ( |" + v + "| < 6 ) " + v + "[|" + v + "|] = " + expr(type.first(), 2) + ";");
      case 3 ->
          line(
              "if ( |"
                  + v
                  + "| > 0 ) "
                  + v
                  + "["
                  + expr(GenType.COUNT, 1)
                  + " % |"
                  + v
                  + "|] = "
                  + expr(type.first(), 2)
                  + ";");
      case 4 ->
          line(
              "if ( |"
                  + v
                  + "| < 12 ) "
                  + v
                  + "["
                  + random.nextInt(3)
                  + ":"
                  + (3 + random.nextInt(2))
                  + "] = "
                  + expr(type, 1)
                  + ";");
      default -> line(v + "[" + random.nextInt(9) + "] = " + expr(type.first(), 1) + ";");
    }
  }

  private void changeSet(String v, GenType type) {
    switch (random.nextInt(5)) {
      case 0, 1 -> line("if ( |" + v + "| < 12 ) add " + v + "[" + expr(type.first(), 2) + "];");
      case 2 -> line("delete " + v + "[" + expr(type.first(), 1) + "];");
      case 3 -> line(v + pick(List.of(" += ", " -= ")) + expr(type, 1) + ";");
      default -> line("delete " + v + ";");
    }
  }

  private void changeTable(String v, GenType type) {
    String key = expr(type.first(), 1);
    switch (random.nextInt(6)) {
      case 0, 1, 2 ->
          line("if ( |" + v + "| < 12 ) " + v + "[" + key + "] = " + expr(type.last(), 2) + ";");
      case 3 -> line("delete " + v + "[" + key + "];");
      case 4 -> {
        if (type.last().kind() == Kind.COUNT || type.last().kind() == Kind.INT) {
          line("if ( " + key + " in " + v + " )");
          indent++;
          number(v + "[" + key + "]", type.last());
          indent--;
        } else {
          line("print " + v + "[" + key + "];");
        }
      }
      default -> line("delete " + v + ";");
    }
  }

  private void changeRecord(String v, GenType type) {
    Field field = pick(fieldsOf(type));
    String target = v + "$" + field.name();
    if ((field.optional() || field.hasDefault()) && chance(30)) {
      line("delete " + target + ";");
    } else if (field.type().kind() == Kind.COUNT && !field.optional() && chance(50)) {
      number(target, GenType.COUNT);
    } else {
      line(target + " = " + bounded(field.type()) + ";");
    }
  }

  private String bounded(GenType type) {
    String value = expr(type, 2);
    return type.kind() == Kind.STRING ? "(" + value + ")[0:30]" : value;
  }

  private void callStatement() {
    if (!functions.isEmpty() && chance(60)) {
      line("print " + call(pick(functions), 2) + ";");
    } else if (!hooks.isEmpty() && !inHook) {
      String call = "hook " + call(pick(hooks), 2);
      line(chance(50) ? call + ";" : "print " + call + ";");
    }
  }

  private void lambda() {
    GenType param = type(1);
    GenType of = type(1);
    String name = name("l");
    Set<String> captured = new HashSet<>();
    List<Var> outer = List.copyOf(vars);
    List<Var> visible = new ArrayList<>();
    for (Var var : outer) {
      if (var.isGlobal()) {
        visible.add(var);
      } else if (chance(40) && captured.add(var.name())) {
        visible.add(var);
      }
    }
    vars.clear();
    vars.addAll(visible);
    String x = name("x");
    vars.add(new Var(x, param, false));
    GenType outerResult = result;
    boolean outerHook = inHook;
    int outerLoops = loops;
    result = of;
    inHook = false;
    loops = 0;
    int start = out.length();
    open();
    line("if ( fuel == 0 )");
    line("\treturn " + constant(of) + ";");
    line("--fuel;");
    int statements = random.nextInt(3);
    for (int i = 0; i < statements; i++) {
      statement(0);
    }
    line("return " + expr(of, 2) + ";");
    line("};");
    indent--;
    String captures = captures(captured, out.substring(start));
    out.insert(
        start,
        "%slocal %s = function%s(%s: %s): %s%n"
            .formatted("\t".repeat(indent), name, captures, x, param.text(), of.text()));
    result = outerResult;
    inHook = outerHook;
    loops = outerLoops;
    vars.clear();
    vars.addAll(outer);
    vars.add(new Var(name, GenType.of(Kind.FUNCTION, param, of), false));
  }

  /// The list of captures: those variables that a lambda's body uses.
  private String captures(Set<String> possible, String body) {
    StringJoiner captures = new StringJoiner(", ", "[", "]").setEmptyValue("");
    Set<String> used = new HashSet<>(List.of(body.split("\\W+", -1)));
    possible.stream()
        .filter(used::contains)
        .sorted()
        .forEach(name -> captures.add((chance(20) ? "copy " : "") + name));
    return captures.toString();
  }

  private void any() {
    String name = name("a");
    GenType type = type(1);
    GenType other = type(1);
    line("local " + name + ": any = " + expr(type, 2) + ";");
    String as = chance(90) ? type.text() : other.text();
    if (chance(50)) {
      line("print " + name + " is " + other.text() + ", " + name + " as " + as + ";");
      return;
    }
    line("switch ( " + name + " ) {");
    String bound = name("s");
    line("\tcase type " + type.text() + " as " + bound + ":");
    line("\t\tprint \"first\", " + bound + ";");
    line("\t\tbreak;");
    if (!other.text().equals(type.text())) {
      line("\tcase type " + other.text() + ":");
      line("\t\tprint \"second\";");
      line("\t\tbreak;");
    }
    line("}");
  }

  // ---- control

  private void branch(int depth) {
    line("if ( " + expr(GenType.BOOL, 3) + " )");
    block(1 + random.nextInt(2), depth - 1);
    if (chance(50)) {
      line("else");
      block(1 + random.nextInt(2), depth - 1);
    }
  }

  private void loopBody(int depth) {
    loops++;
    int outer = vars.size();
    open();
    line("if ( fuel == 0 ) break;");
    line("--fuel;");
    int statements = 1 + random.nextInt(3);
    for (int i = 0; i < statements; i++) {
      statement(depth - 1);
    }
    close();
    truncate(outer);
    loops--;
  }

  private void whileLoop(int depth) {
    String counter = name("i");
    line("local " + counter + " = 0;");
    line(
        "while ( "
            + counter
            + " < "
            + (1 + random.nextInt(5))
            + (chance(30) ? " && " + expr(GenType.BOOL, 2) : "")
            + " )");
    loops++;
    int outer = vars.size();
    open();
    line("++" + counter + ";");
    line("if ( fuel == 0 ) break;");
    line("--fuel;");
    statement(depth - 1);
    statement(depth - 1);
    close();
    truncate(outer);
    loops--;
  }

  private void forLoop(int depth) {
    GenType type =
        chance(30)
            ? GenType.STRING
            : chance(50)
                ? GenType.of(Kind.VECTOR, scalar())
                : GenType.of(Kind.TABLE, key(), scalar());
    Var var = variable(GenType::isContainer);
    if (var != null && chance(70)) {
      type = var.type();
    }
    String over = var != null && var.type().equals(type) ? var.name() : expr(type, 2);
    String x = name("k");
    String y = name("k");
    int outer = vars.size();
    switch (type.kind()) {
      case STRING -> {
        line("for ( " + x + " in " + over + " )");
        vars.add(new Var(x, GenType.STRING, false));
      }
      case VECTOR -> {
        line("for ( " + (chance(20) ? "_" : x) + ", " + y + " in " + over + " )");
        vars.add(new Var(y, type.first(), false));
      }
      case SET -> {
        line("for ( " + x + " in " + over + " )");
        vars.add(new Var(x, type.first(), false));
      }
      default -> {
        line("for ( " + x + ", " + y + " in " + over + " )");
        vars.add(new Var(x, type.first(), false));
        vars.add(new Var(y, type.last(), false));
      }
    }
    loopBody(depth);
    truncate(outer);
  }

  private void choose(int depth) {
    boolean number = chance(50);
    line("switch ( " + expr(number ? GenType.COUNT : GenType.STRING, 2) + " ) {");
    List<String> labels =
        number
            ? List.of("0", "1", "2", "3, 5", "10")
            : List.of("\"\"", "\"a\"", "\"abc\"", "\"x\", \"y\"");
    int cases = 1 + random.nextInt(labels.size());
    int outer = vars.size();
    for (int i = 0; i < cases; i++) {
      line("\tcase " + labels.get(i) + ":");
      caseBody(depth, i + 1 < cases);
      truncate(outer);
    }
    if (chance(60)) {
      line("\tdefault:");
      caseBody(depth, false);
      truncate(outer);
    }
    line("}");
  }

  private void caseBody(int depth, boolean mayFall) {
    indent += 2;
    int outerLoops = loops;
    loops = 0;
    line("print \"case\";");
    statement(Math.min(depth - 1, 1));
    line(mayFall && chance(30) ? "fallthrough;" : "break;");
    loops = outerLoops;
    indent -= 2;
  }

  private void leave() {
    String condition = "if ( " + expr(GenType.BOOL, 2) + " ) ";
    GenType returns = result;
    if (loops > 0 && chance(60)) {
      line(condition + pick(List.of("break;", "next;")));
    } else if (inHook && loops == 0 && chance(50)) {
      line(condition + "break;");
    } else {
      line(condition + "return" + (returns == null ? "" : " " + expr(returns, 1)) + ";");
    }
  }

  private void raise() {
    if (events.isEmpty()) {
      return;
    }
    String call = call(pick(events), 2);
    if (chance(60)) {
      line("event " + call + ";");
    } else {
      line("schedule " + pick(List.of("1sec", "0sec", "2min")) + " { " + call + " };");
    }
  }
}
