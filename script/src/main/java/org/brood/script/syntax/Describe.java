package org.brood.script.syntax;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Syntax as text, in the form that messages of Zeek show.
public final class Describe {
  /// What is longer is cut: messages quote a program, they do not repeat it.
  private static final int LONGEST = 2000;

  private static final Describe PLAIN = new Describe(false, false, name -> name);
  private static final Describe QUOTED = new Describe(true, false, name -> name);

  /// Whether strings stand in quotes.
  private final boolean quotes;

  /// Whether statements end in semicolons, on lines of their own.
  private final boolean listing;

  /// The names to show for those that were written.
  private final UnaryOperator<String> names;

  private Describe(boolean quotes, boolean listing, UnaryOperator<String> names) {
    this.quotes = quotes;
    this.listing = listing;
    this.names = names;
  }

  /// The statements of a body as a listing: one a line, those within others indented by tabs.
  ///
  /// @param names gives the full name for one that was written
  public static String listing(List<Stmt> body, UnaryOperator<String> names) {
    return new Describe(false, true, names).block(body);
  }

  public static String statement(Stmt statement) {
    return PLAIN.stmt(statement);
  }

  public static String expressions(List<Expr> list) {
    return PLAIN.exprs(list);
  }

  public static String event(Expr.EventCall event) {
    return PLAIN.eventCall(event);
  }

  public static String oneCase(Stmt.Case label) {
    return PLAIN.label(label);
  }

  public static String attributes(List<Attr> attributes) {
    return PLAIN.attrs(attributes);
  }

  public static String attribute(Attr attribute) {
    return PLAIN.attr(attribute);
  }

  public static String expression(Expr expr) {
    return cut(PLAIN.expr(expr));
  }

  /// An expression with quotes around strings.
  public static String quoted(Expr expr) {
    return cut(QUOTED.expr(expr));
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }

  private String exprs(List<Expr> list) {
    return list(list, this::expr);
  }

  private static <T> String list(List<T> list, Function<T, String> describe) {
    StringJoiner joined = new StringJoiner(", ");
    list.forEach(item -> joined.add(describe.apply(item)));
    return joined.toString();
  }

  private String expr(Expr expr) {
    return switch (expr) {
      case Expr.Absent _ -> "";
      case Expr.Name(String name, _) -> names.apply(name);
      case Expr.Literal(Constant value, _) ->
          quotes && value instanceof Constant.Text(String bytes)
              ? '"' + bytes + '"'
              : constant(value);
      case Expr.TypeValue(TypeExpr type, _) -> type(type);
      case Expr.Paren(Expr inner, _) -> "(" + expr(inner) + ")";
      case Expr.Unary(Expr.UnaryOp op, Expr operand, _) -> op.text() + expr(operand);
      case Expr.Binary(Expr.BinaryOp op, Expr left, Expr right, _) -> binary(op, left, right);
      case Expr.Assign(Expr.AssignOp op, Expr target, Expr value, _) ->
          expr(target) + " " + op.text() + " " + expr(value);
      case Expr.WhenLocal(String name, Expr value, _) -> name + " = " + expr(value);
      case Expr.Conditional(Expr condition, Expr yes, Expr no, _) ->
          expr(condition) + " ? " + expr(yes) + " : " + expr(no);
      case Expr.Index(Expr container, List<Expr> indices, _) ->
          expr(container) + "[" + exprs(indices) + "]";
      case Expr.Slice(Expr container, Expr low, Expr high, _) ->
          expr(container) + "[" + expr(low) + ", " + expr(high) + "]";
      case Expr.Field(Expr record, String name, _) -> expr(record) + "$" + name;
      case Expr.HasField(Expr record, String name, _) -> expr(record) + "?$" + name;
      case Expr.Items(_, List<Expr> items, _, _) -> exprs(items);
      case Expr.RecordConstructor(List<Expr.FieldAssign> fields, _) ->
          "[" + list(fields, this::expr) + "]";
      case Expr.FieldAssign(String name, Expr value, _) -> "$" + name + "=" + expr(value);
      case Expr.TableConstructor(List<Expr> items, List<Attr> attributes, _) ->
          "table(" + exprs(items) + ")" + attrs(attributes);
      case Expr.SetConstructor(List<Expr> items, List<Attr> attributes, _) ->
          "set(" + exprs(items) + ")" + attrs(attributes);
      case Expr.VectorConstructor(List<Expr> items, _) -> "vector(" + exprs(items) + ")";
      case Expr.Call(Expr function, List<Expr> arguments, _) ->
          expr(function) + "(" + exprs(arguments) + ")";
      case Expr.HookCall(Expr call, _) -> expr(call);
      case Expr.Lambda lambda -> lambda(lambda);
      case Expr.Schedule(Expr delay, Expr.EventCall event, _) ->
          "schedule " + expr(delay) + " {" + eventCall(event) + "}";
      case Expr.Size(Expr operand, _) -> "sizeof " + expr(operand);
      case Expr.Copy(Expr operand, _) -> "<<>>" + expr(operand);
      case Expr.Cast(Expr operand, TypeExpr type, _) -> expr(operand) + " as " + type(type);
      case Expr.Is(Expr operand, TypeExpr type, _) -> expr(operand) + " is " + type(type);
    };
  }

  private String binary(Expr.BinaryOp op, Expr left, Expr right) {
    return switch (op) {
      case NOT_IN -> "!" + expr(left) + " in " + expr(right);
      case GREATER -> expr(right) + " < " + expr(left);
      case GREATER_EQUAL -> expr(right) + " <= " + expr(left);
      case EQUAL, NOT_EQUAL, TIMES ->
          rank(right) > rank(left)
              ? expr(right) + " " + op.text() + " " + expr(left)
              : expr(left) + " " + op.text() + " " + expr(right);
      default -> expr(left) + " " + op.text() + " " + expr(right);
    };
  }

  /// The order in which the sides of an operator are shown that does not care for it.
  private static int rank(Expr expr) {
    return switch (expr) {
      case Expr.Name _, Expr.Absent _ -> 0;
      case Expr.Literal _ -> 1;
      case Expr.Paren(Expr inner, _) -> rank(inner);
      case Expr.Copy _, Expr.Unary _ -> 2;
      case Expr.Binary(Expr.BinaryOp op, _, _, _) ->
          switch (op) {
            case PLUS, MINUS -> 3;
            case TIMES, DIVIDE, MODULO -> 4;
            case BIT_AND, BIT_OR, BIT_XOR, SHIFT_LEFT, SHIFT_RIGHT -> 5;
            case AND, OR -> 6;
            case LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> 7;
            case IN, NOT_IN -> 13;
          };
      case Expr.Conditional _ -> 8;
      case Expr.Assign _, Expr.WhenLocal _ -> 9;
      case Expr.Index _, Expr.Slice _ -> 10;
      case Expr.Field _, Expr.HasField _ -> 11;
      case Expr.RecordConstructor _,
          Expr.TableConstructor _,
          Expr.SetConstructor _,
          Expr.VectorConstructor _,
          Expr.FieldAssign _ ->
          12;
      case Expr.Items _, Expr.TypeValue _ -> 14;
      case Expr.Call _, Expr.HookCall _, Expr.Lambda _, Expr.Schedule _ -> 15;
      case Expr.Size _, Expr.Cast _, Expr.Is _ -> 16;
    };
  }

  private String eventCall(Expr.EventCall event) {
    return event.name() + "(" + exprs(event.arguments()) + ")";
  }

  private String lambda(Expr.Lambda lambda) {
    StringBuilder text = new StringBuilder(signature(lambda.signature()));
    if (lambda.captures().written()) {
      text.append('[').append(captures(lambda.captures())).append(']');
    }
    return text.append(block(lambda.body())).toString();
  }

  private static String captures(Expr.Captures captures) {
    StringJoiner joined = new StringJoiner(",  ");
    captures.names().forEach(c -> joined.add((c.deepCopy() ? "copy " : "") + c.name()));
    return joined.toString();
  }

  private String block(List<Stmt> statements) {
    if (statements.isEmpty()) {
      return ";";
    }
    StringBuilder text = new StringBuilder(listing ? "{ \n" : "{ ");
    for (Stmt statement : statements) {
      text.append(stmt(statement)).append(listing ? "\n" : "");
    }
    return text.append('}').toString();
  }

  /// What is inside of another statement.
  private String nested(String text) {
    return listing ? "\n" + text.replaceAll("(?m)^(?=.)", "\t") + "\n" : text;
  }

  private String end() {
    return listing ? ";" : "";
  }

  private String quoting(Expr expr) {
    return listing ? new Describe(true, true, names).expr(expr) : expr(expr);
  }

  private String stmt(Stmt statement) {
    return switch (statement) {
      case Stmt.Empty _ -> end();
      case Stmt.Block(List<Stmt> statements, _) -> block(statements);
      case Stmt.Expression(Expr expression, _) -> expr(expression) + end();
      case Stmt.Print(List<Expr> arguments, _) -> "print " + exprs(arguments) + end();
      case Stmt.Event(Expr.EventCall event, _) -> "event " + eventCall(event) + end();
      case Stmt.Assert(Expr condition, Expr message, _) ->
          message instanceof Expr.Absent
              ? "assert " + quoting(condition) + end()
              : "assert " + quoting(condition) + ", " + quoting(message) + end();
      case Stmt.If(Expr condition, Stmt then, Stmt otherwise, _) ->
          "if ("
              + expr(condition)
              + ") "
              + nested(stmt(then))
              + (otherwise instanceof Stmt.Empty ? "" : "else" + nested(stmt(otherwise)));
      case Stmt.Switch(Expr value, List<Stmt.Case> cases, _) ->
          "switch " + expr(value) + " {" + nested(joined(cases)) + "}" + (listing ? "\n" : "");
      case Stmt.For loop ->
          "for (" + loopNames(loop) + expr(loop.container()) + ") " + within(loop);
      case Stmt.While(Expr condition, Stmt body, _) ->
          "while (" + expr(condition) + ") " + nested(stmt(body));
      case Stmt.Next _ -> "next " + end();
      case Stmt.Break _ -> "break " + end();
      case Stmt.Fallthrough _ -> "fallthrough " + end();
      case Stmt.Return(Expr value, _) ->
          (value instanceof Expr.Absent ? "return " : "return (" + expr(value) + ")") + end();
      case Stmt.Local local when listing && local.value() instanceof Expr.Absent ->
          "init " + names.apply(local.name()) + ";";
      case Stmt.Local local -> names.apply(local.name()) + " = " + expr(local.value()) + end();
      case Stmt.When when -> when(when);
    };
  }

  private String loopNames(Stmt.For loop) {
    return "["
        + list(loop.names(), name -> names.apply(name.name()))
        + "]"
        + (listing && !loop.valueName().isEmpty()
            ? ", " + names.apply(loop.valueName().getFirst().name())
            : "")
        + " in ";
  }

  private String within(Stmt.For loop) {
    return nested(stmt(loop.body()));
  }

  private String joined(List<Stmt.Case> cases) {
    StringBuilder text = new StringBuilder();
    cases.forEach(one -> text.append(label(one)));
    return text.toString();
  }

  private String when(Stmt.When when) {
    StringBuilder text = new StringBuilder(when.isReturn() ? "return when " : "when ");
    if (!when.captures().names().isEmpty()) {
      text.append('[').append(captures(when.captures()).replace(",  ", ", ")).append(']');
    }
    text.append('(').append(expr(when.condition())).append(") ").append(nested(stmt(when.body())));
    if (!(when.timeout() instanceof Expr.Absent)) {
      text.append(" timeout ").append(expr(when.timeout())).append(' ');
      text.append(nested(block(when.timeoutBody())));
    }
    return text.toString();
  }

  private String label(Stmt.Case label) {
    return switch (label) {
      case Stmt.Case.Default(List<Stmt> body, _) -> "default:" + nested(block(body));
      case Stmt.Case.Values(List<Expr> values, List<Stmt> body, _) ->
          "case " + exprs(values) + ":" + nested(block(body));
      case Stmt.Case.Types(List<Stmt.TypeLabel> labels, List<Stmt> body, _) ->
          "case " + list(labels, Describe::typeLabel) + ":" + nested(block(body));
    };
  }

  private static String typeLabel(Stmt.TypeLabel label) {
    String name = label.name().isEmpty() ? "" : " as " + label.name();
    return "type " + type(label.type()) + name;
  }

  private String attrs(List<Attr> attributes) {
    return list(attributes, this::attr);
  }

  private String attr(Attr attribute) {
    return attribute.value() instanceof Expr.Absent
        ? attribute.kind().text()
        : attribute.kind().text() + "=" + expr(attribute.value());
  }

  public static String type(TypeExpr type) {
    return switch (type) {
      case TypeExpr.Inferred _ -> "";
      case TypeExpr.Basic(TypeExpr.Kind kind, _) -> kind.name().toLowerCase(Locale.ROOT);
      case TypeExpr.Named(String name, _) -> name;
      case TypeExpr.Table(List<TypeExpr> index, TypeExpr yield, _) ->
          "table[" + types(index) + "] of " + type(yield);
      case TypeExpr.Set(List<TypeExpr> index, _) -> "set[" + types(index) + "]";
      case TypeExpr.Vector(TypeExpr element, _) -> "vector of " + type(element);
      case TypeExpr.RecordType(List<TypeExpr.Field> fields, _) ->
          "record { " + fields(fields, "; ", ";") + " }";
      case TypeExpr.Enum _ -> "enum";
      case TypeExpr.File(TypeExpr element, _) -> "file of " + type(element);
      case TypeExpr.Opaque(String name, _) -> "opaque of " + name;
      case TypeExpr.Function(TypeExpr.Signature signature, _) -> signature(signature);
    };
  }

  private static String types(List<TypeExpr> types) {
    return list(types, Describe::type).replace(", ", ",");
  }

  private static String fields(List<TypeExpr.Field> fields, String between, String after) {
    StringJoiner joined = new StringJoiner(between);
    fields.forEach(field -> joined.add(field.name() + ":" + type(field.type()) + after));
    return joined.toString();
  }

  public static String signature(TypeExpr.Signature signature) {
    String head = signature.flavor().name().toLowerCase(Locale.ROOT);
    String plain = head + "(" + fields(signature.parameters(), ", ", "") + ")";
    return switch (signature.flavor()) {
      case FUNCTION -> plain + " : " + type(signature.result());
      case HOOK -> plain + " : bool";
      case EVENT -> plain;
    };
  }

  public static String constant(Constant constant) {
    return switch (constant) {
      case Constant.Bool(boolean value) -> value ? "T" : "F";
      case Constant.Count(long value) -> Long.toUnsignedString(value);
      case Constant.Real(double value) -> real(value);
      case Constant.Interval(double seconds) -> interval(seconds);
      case Constant.Text(String bytes) -> bytes;
      case Constant.Pattern(String text, _, _) -> "/^?(" + text + ")$?/";
      case Constant.Port(int number, Constant.Transport transport) ->
          number + "/" + transport.name().toLowerCase(Locale.ROOT);
      case Constant.Address address -> address(address);
      case Constant.Subnet(Constant.Address address, int width) -> address(address) + "/" + width;
    };
  }

  private static String real(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return Double.toString(value);
  }

  private static final double[] UNITS = {86_400, 3_600, 60, 1, 1e-3, 1e-6};
  private static final String[] UNIT_NAMES = {"day", "hr", "min", "sec", "msec", "usec"};

  private static String interval(double seconds) {
    StringJoiner parts = new StringJoiner(" ");
    double rest = seconds;
    for (int i = 0; i < UNITS.length; i++) {
      double number = i == UNITS.length - 1 ? rest / UNITS[i] : (double) (long) (rest / UNITS[i]);
      if (Math.abs(number) > 1e-6) {
        rest -= number * UNITS[i];
        boolean one = Math.abs(Math.abs(number) - 1) < 1e-6;
        parts.add(real(number) + " " + UNIT_NAMES[i] + (one ? "" : "s"));
      }
    }
    return parts.length() == 0 ? "0 secs" : parts.toString();
  }

  private static String address(Constant.Address address) {
    if (address.isV4()) {
      long bits = address.low();
      return (bits >> 24 & 255)
          + "."
          + (bits >> 16 & 255)
          + "."
          + (bits >> 8 & 255)
          + "."
          + (bits & 255);
    }
    StringJoiner groups = new StringJoiner(":");
    for (int shift = 48; shift >= 0; shift -= 16) {
      groups.add(Long.toHexString(address.high() >>> shift & 0xffff));
    }
    for (int shift = 48; shift >= 0; shift -= 16) {
      groups.add(Long.toHexString(address.low() >>> shift & 0xffff));
    }
    return groups.toString().replaceFirst("(^|:)0(:0)+(:|$)", "::");
  }
}
