package org.brood.script.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.brood.script.eval.GenType.Kind;
import org.jspecify.annotations.Nullable;

/// Makes random expressions of a wanted type.
class ExpressionGenerator {
  /// A variable.
  record Var(String name, GenType type, boolean isGlobal) {}

  /// A field of a record type.
  record Field(String name, GenType type, boolean optional, boolean hasDefault) {}

  /// A function or hook that can be called.
  record Callable(String name, List<GenType> params, @Nullable GenType result) {}

  final Random random;
  final List<Var> vars = new ArrayList<>();
  final List<Callable> functions = new ArrayList<>();
  final List<GenType> records = new ArrayList<>();
  final List<List<Field>> fields = new ArrayList<>();
  int names;
  private boolean constant;

  ExpressionGenerator(long seed) {
    random = new Random(seed);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  @SafeVarargs
  final String one(Supplier<String>... makers) {
    return makers[random.nextInt(makers.length)].get();
  }

  String name(String prefix) {
    return prefix + names++;
  }

  List<Field> fieldsOf(GenType record) {
    return fields.get(records.indexOf(record));
  }

  // ---- types

  GenType scalar() {
    return GenType.of(pick(GenType.SCALARS));
  }

  GenType key() {
    GenType type = scalar();
    return type.kind() == Kind.TIME ? GenType.STRING : type;
  }

  GenType type(int depth) {
    int choice = random.nextInt(depth <= 0 ? 6 : 13);
    return switch (choice) {
      case 6, 7 -> GenType.of(Kind.VECTOR, type(depth - 1));
      case 8 -> GenType.of(Kind.SET, key());
      case 9, 10 -> GenType.of(Kind.TABLE, key(), type(depth - 1));
      case 11, 12 -> records.isEmpty() ? scalar() : pick(records);
      default -> scalar();
    };
  }

  // ---- variables

  /// A variable of a type, null if there is none.
  @Nullable Var variable(GenType type) {
    List<Var> fitting = vars.stream().filter(v -> v.type().equals(type)).toList();
    return fitting.isEmpty() ? null : pick(fitting);
  }

  @Nullable Var variable(java.util.function.Predicate<GenType> wanted) {
    List<Var> fitting = vars.stream().filter(v -> wanted.test(v.type())).toList();
    return fitting.isEmpty() ? null : pick(fitting);
  }

  // ---- expressions

  /// An expression without variables and calls.
  String constant(GenType type) {
    boolean outer = constant;
    constant = true;
    String text = literal(type, 1);
    constant = outer;
    return text;
  }

  String expr(GenType type, int depth) {
    if (depth <= 0 || constant) {
      Var var = constant || chance(30) ? null : variable(type);
      return var == null ? literal(type, Math.max(depth, 0)) : var.name();
    }
    int choice = random.nextInt(10);
    if (choice < 2) {
      Var var = variable(type);
      if (var != null) {
        return var.name();
      }
    }
    if (choice == 2) {
      return literal(type, depth);
    }
    if (choice == 3) {
      String call = call(type, depth);
      if (call != null) {
        return call;
      }
    }
    if (choice == 4) {
      String access = access(type, depth);
      if (access != null) {
        return access;
      }
    }
    if (choice == 5) {
      return "("
          + expr(GenType.BOOL, depth - 1)
          + " ? "
          + expr(type, depth - 1)
          + " : "
          + expr(type, depth - 1)
          + ")";
    }
    return "(" + operation(type, depth - 1) + ")";
  }

  private @Nullable String call(GenType type, int depth) {
    List<Callable> fitting = functions.stream().filter(f -> type.equals(f.result())).toList();
    if (!fitting.isEmpty() && chance(60)) {
      return call(pick(fitting), depth - 1);
    }
    Var var = variable(t -> t.kind() == Kind.FUNCTION && t.last().equals(type));
    return var == null ? null : var.name() + "(" + expr(var.type().first(), depth - 1) + ")";
  }

  String call(Callable function, int depth) {
    StringJoiner arguments = new StringJoiner(", ", function.name() + "(", ")");
    function.params().forEach(p -> arguments.add(expr(p, depth)));
    return arguments.toString();
  }

  /// An element or field of a variable; mostly such that there is no error.
  private @Nullable String access(GenType type, int depth) {
    Var var =
        variable(t ->
            t.isContainer() && t.kind() != Kind.SET && t.last().equals(type)
                || t.kind() == Kind.RECORD
                    && fieldsOf(t).stream().anyMatch(f -> f.type().equals(type)));
    if (var == null) {
      return null;
    }
    String fallback = expr(type, depth - 1);
    if (var.type().kind() == Kind.RECORD) {
      List<Field> all = fieldsOf(var.type()).stream().filter(f -> f.type().equals(type)).toList();
      Field field = pick(all);
      String get = var.name() + "$" + field.name();
      return !field.optional() || chance(5)
          ? get
          : "(" + var.name() + "?$" + field.name() + " ? " + get + " : " + fallback + ")";
    }
    if (var.type().kind() == Kind.TABLE) {
      String key = expr(var.type().first(), chance(70) ? 0 : depth - 1);
      String get = var.name() + "[" + key + "]";
      return chance(5)
          ? get
          : "(" + key + " in " + var.name() + " ? " + get + " : " + fallback + ")";
    }
    String index = expr(GenType.COUNT, depth - 1);
    String v = var.name();
    return chance(5)
        ? v + "[" + index + "]"
        : "(|" + v + "| > 0 ? " + v + "[" + index + " % |" + v + "|] : " + fallback + ")";
  }

  // ---- literals

  String literal(GenType type, int depth) {
    return switch (type.kind()) {
      case BOOL -> chance(50) ? "T" : "F";
      case COUNT -> countLiteral();
      case INT -> (chance(50) ? "+" : "-") + intLiteral();
      case DOUBLE -> doubleLiteral();
      case STRING -> stringLiteral();
      case INTERVAL ->
          pick(List.of("0", "1", "2", "90", "1.5", "0.25", "1000"))
              + pick(List.of("sec", "min", "hr", "day", "msec", "usec"));
      case TIME -> "double_to_time(" + doubleLiteral() + ")";
      case ADDR ->
          pick(
              List.of(
                  "1.2.3.4",
                  "10.0.0.1",
                  "10.1.0.7",
                  "255.255.255.255",
                  "0.0.0.0",
                  "[::1]",
                  "[2001:db8::1]",
                  "192.168.0.1"));
      case SUBNET ->
          pick(
              List.of(
                  "10.0.0.0/8",
                  "10.1.0.0/16",
                  "0.0.0.0/0",
                  "1.2.3.4/32",
                  "[2001:db8::]/32",
                  "[::]/0"));
      case PORT -> pick(List.of("80/tcp", "53/udp", "0/unknown", "65535/tcp", "8/icmp", "53/tcp"));
      case ENUM -> pick(List.of("Red", "Green", "Blue"));
      case PATTERN -> pick(List.of("/a/", "/[a-c]+/", "/.*x.*/", "/HELLO/i", "/(ab|b)*/", "/^a/"));
      case VECTOR -> list("vector(", type.first(), depth);
      case SET -> list("set(", type.first(), depth);
      case TABLE -> table(type, depth);
      case RECORD -> record(type, depth);
      case FUNCTION -> throw new IllegalStateException("a function has no literal");
    };
  }

  private String countLiteral() {
    return pick(
        List.of(
            "0",
            "1",
            "2",
            "3",
            "5",
            "7",
            "10",
            "100",
            "0xff",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615"));
  }

  private String intLiteral() {
    return pick(List.of("0", "1", "2", "3", "7", "100", "9223372036854775807", "4294967295"));
  }

  private String doubleLiteral() {
    return pick(
        List.of("0.0", "1.0", "0.5", "2.5", "3.14159", "1e10", "1e-7", "1e300", "100.25", "7.0"));
  }

  private String stringLiteral() {
    return pick(
        List.of(
            "\"\"",
            "\"a\"",
            "\"abc\"",
            "\"hello\"",
            "\"x y\"",
            "\"tab\\t\"",
            "\"HeLLo\"",
            "\"\\x00\\xff\"",
            "\"quote\\\"\"",
            "\"123\""));
  }

  private String list(String start, GenType element, int depth) {
    StringJoiner all = new StringJoiner(", ", start, ")");
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      all.add(expr(element, depth - 1));
    }
    return all.toString();
  }

  private String table(GenType type, int depth) {
    StringJoiner all = new StringJoiner(", ", "table(", ")");
    int size = 1 + random.nextInt(3);
    for (int i = 0; i < size; i++) {
      all.add("[" + expr(type.first(), depth - 1) + "] = " + expr(type.last(), depth - 1));
    }
    return all.toString();
  }

  private String record(GenType type, int depth) {
    StringJoiner all = new StringJoiner(", ", type.name() + "(", ")");
    for (Field field : fieldsOf(type)) {
      if (!(field.optional() || field.hasDefault()) || chance(40)) {
        all.add("$" + field.name() + "=" + expr(field.type(), depth - 1));
      }
    }
    return all.toString();
  }

  // ---- operations

  private String infix(GenType left, String op, GenType right, int depth) {
    return expr(left, depth) + " " + op + " " + expr(right, depth);
  }

  private String arithmetic(GenType type, int depth, String... ops) {
    String op = ops[random.nextInt(ops.length)];
    String right = expr(type, depth);
    if (op.equals("/") || op.equals("%")) {
      right =
          chance(85) ? "(|" + right + "| + " + (type == GenType.DOUBLE ? "1.0" : "1") + ")" : right;
    }
    return expr(type, depth) + " " + op + " " + right;
  }

  private String operation(GenType type, int depth) {
    return switch (type.kind()) {
      case BOOL -> bool(depth);
      case COUNT -> count(depth);
      case INT -> integer(depth);
      case DOUBLE -> real(depth);
      case STRING -> string(depth);
      case INTERVAL ->
          one(
              () -> infix(type, pick(List.of("+", "-")), type, depth),
              () -> infix(type, "*", GenType.DOUBLE, depth),
              () -> infix(GenType.TIME, "-", GenType.TIME, depth),
              () -> "-" + expr(type, depth),
              () -> "double_to_interval(" + expr(GenType.DOUBLE, depth) + ")");
      case TIME ->
          one(
              () -> infix(type, pick(List.of("+", "-")), GenType.INTERVAL, depth),
              () -> "double_to_time(" + expr(GenType.DOUBLE, depth) + ")");
      case SUBNET -> expr(GenType.ADDR, depth) + " / (" + expr(GenType.COUNT, depth) + " % 33)";
      case ADDR -> "subnet_to_addr(" + expr(GenType.SUBNET, depth) + ")";
      case PORT ->
          "count_to_port("
              + expr(GenType.COUNT, depth)
              + " % 65536, "
              + pick(List.of("tcp", "udp"))
              + ")";
      case VECTOR -> vector(type, depth);
      case SET -> infix(type, pick(List.of("&", "|", "-")), type, depth);
      case TABLE, RECORD -> "copy(" + expr(type, depth) + ")";
      case PATTERN -> infix(type, pick(List.of("|", "&")), type, depth);
      case ENUM -> expr(type, depth);
      case FUNCTION -> throw new IllegalStateException("no operation gives a function");
    };
  }

  private String bool(int depth) {
    GenType any = scalar();
    GenType ordered = any.kind() == Kind.BOOL ? GenType.COUNT : any;
    return one(
        () -> infix(GenType.BOOL, pick(List.of("&&", "||")), GenType.BOOL, depth),
        () -> "! " + expr(GenType.BOOL, depth),
        () -> infix(any, pick(List.of("==", "!=")), any, depth),
        () ->
            ordered.kind() == Kind.SUBNET || ordered.kind() == Kind.ENUM
                ? infix(ordered, "==", ordered, depth)
                : infix(ordered, pick(List.of("<", "<=", ">", ">=")), ordered, depth),
        () -> smallCount() + pick(List.of(" < ", " == ", " >= ")) + expr(GenType.INT, depth),
        () -> infix(GenType.DOUBLE, pick(List.of("<", ">")), GenType.COUNT, depth),
        () -> infix(GenType.STRING, pick(List.of("in", "!in")), GenType.STRING, depth),
        () -> infix(GenType.PATTERN, pick(List.of("in", "==", "!=")), GenType.STRING, depth),
        () -> infix(GenType.ADDR, pick(List.of("in", "!in")), GenType.SUBNET, depth),
        () -> membership(depth),
        () -> setComparison(depth));
  }

  private String membership(int depth) {
    Var var = variable(GenType::isContainer);
    if (var == null) {
      return "T == " + expr(GenType.BOOL, depth);
    }
    GenType index = var.type().kind() == Kind.VECTOR ? GenType.COUNT : var.type().first();
    return expr(index, depth) + pick(List.of(" in ", " !in ")) + var.name();
  }

  private String setComparison(int depth) {
    Var var = variable(t -> t.kind() == Kind.SET);
    return var == null
        ? "F != " + expr(GenType.BOOL, depth)
        : infix(var.type(), pick(List.of("<", "<=", ">", ">=", "==", "!=")), var.type(), depth);
  }

  private String count(int depth) {
    GenType number = pick(List.of(GenType.STRING, GenType.ADDR, GenType.BOOL));
    return one(
        () -> arithmetic(GenType.COUNT, depth, "+", "*", "/", "%", "+", "-"),
        () -> infix(GenType.COUNT, pick(List.of("&", "|", "^")), GenType.COUNT, depth),
        () ->
            expr(GenType.COUNT, depth)
                + pick(List.of(" << ", " >> "))
                + "("
                + expr(GenType.COUNT, depth)
                + " % 64)",
        () -> "~ " + expr(GenType.COUNT, depth),
        () -> "|" + expr(number.kind() == Kind.BOOL ? GenType.STRING : number, depth) + "|",
        () -> "port_to_count(" + expr(GenType.PORT, depth) + ")",
        () -> "enum_to_int(" + expr(GenType.of(Kind.ENUM), depth) + ") == +1 ? 1 : 2",
        () -> size(depth));
  }

  private String size(int depth) {
    Var var = variable(GenType::isContainer);
    return var == null ? "1 + " + expr(GenType.COUNT, depth) : "|" + var.name() + "|";
  }

  /// A count that can become an int.
  String smallCount() {
    Var var = variable(GenType.COUNT);
    return var == null || chance(30) ? "" + random.nextInt(9) : var.name();
  }

  private String integer(int depth) {
    return one(
        () -> arithmetic(GenType.INT, depth, "+", "-", "*"),
        () -> expr(GenType.INT, depth) + pick(List.of(" + ", " - ", " * ")) + smallCount(),
        () ->
            expr(GenType.INT, depth)
                + pick(List.of(" / ", " % "))
                + pick(List.of("+3", "-2", "+7", expr(GenType.INT, 0))),
        () -> "- " + smallCount(),
        () -> "- " + expr(GenType.INT, depth),
        () -> "enum_to_int(" + expr(GenType.of(Kind.ENUM), depth) + ")");
  }

  private String real(int depth) {
    return one(
        () -> arithmetic(GenType.DOUBLE, depth, "+", "-", "*", "/"),
        () -> infix(GenType.DOUBLE, pick(List.of("+", "-", "*")), GenType.COUNT, depth),
        () -> infix(GenType.INT, pick(List.of("+", "-", "*")), GenType.DOUBLE, depth),
        () -> "- " + expr(GenType.DOUBLE, depth),
        () -> "|" + expr(GenType.DOUBLE, depth) + "|",
        () -> "|" + expr(GenType.SUBNET, depth) + "|",
        () -> "count_to_double(" + expr(GenType.COUNT, depth) + ")",
        () -> "interval_to_double(" + expr(GenType.INTERVAL, depth) + ")",
        () -> "time_to_double(" + expr(GenType.TIME, depth) + ")",
        () -> infix(GenType.INTERVAL, "/", GenType.INTERVAL, depth));
  }

  private String string(int depth) {
    GenType any = type(1);
    return one(
        () -> "(" + infix(GenType.STRING, "+", GenType.STRING, depth) + ")[0:30]",
        () -> "cat(" + expr(any, depth) + ", " + expr(GenType.STRING, depth) + ")[0:20]",
        () -> "fmt(\"%s|%d\", " + expr(any, depth) + ", " + expr(GenType.COUNT, depth) + ")[0:20]",
        () -> expr(GenType.STRING, depth) + "[" + slice(depth) + "]",
        () -> expr(GenType.STRING, depth) + "[" + smallIndex() + "]",
        () -> "to_upper(" + expr(GenType.STRING, depth) + ")",
        () -> "to_lower(" + expr(GenType.STRING, depth) + ")",
        () -> "sub_bytes(" + expr(GenType.STRING, depth) + ", " + random.nextInt(4) + ", +2)",
        () -> "reverse(" + expr(GenType.STRING, depth) + ")",
        () -> "type_name(" + expr(any, depth) + ")");
  }

  private String smallIndex() {
    return chance(70) ? "" + random.nextInt(4) : "-" + (1 + random.nextInt(4));
  }

  private String slice(int depth) {
    String low = chance(25) ? "" : chance(50) ? smallIndex() : expr(GenType.COUNT, depth) + " % 5";
    return low + ":" + (chance(25) ? "" : smallIndex());
  }

  private String vector(GenType type, int depth) {
    GenType element = type.first();
    if (element.isNumber() && chance(50)) {
      String v = expr(type, depth);
      Var same = variable(type);
      return same == null
          ? v + " + " + v
          : same.name() + pick(List.of(" + ", " - ", " * ")) + same.name();
    }
    if (element.kind() == Kind.BOOL && chance(50)) {
      GenType numbers = GenType.of(Kind.VECTOR, GenType.COUNT);
      return infix(numbers, pick(List.of("==", "<", ">=", "!=")), numbers, depth);
    }
    Var var = variable(type);
    return var == null ? "copy(" + expr(type, depth) + ")" : var.name() + "[" + slice(depth) + "]";
  }
}
