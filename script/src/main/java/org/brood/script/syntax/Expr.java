package org.brood.script.syntax;

import java.util.List;
import org.brood.script.source.Span;

/// An expression as it is written.
public sealed interface Expr {
  Span span();

  /// Stands where an expression may be left out.
  record Absent(Span span) implements Expr {}

  /// A name, with its module when that is written (`HTTP::LOG`, `::x`).
  record Name(String name, Span span) implements Expr {}

  record Literal(Constant value, Span span) implements Expr {}

  /// A type that stands for itself, as in `fmt("%s", count)`.
  record TypeValue(TypeExpr type, Span span) implements Expr {}

  record Paren(Expr inner, Span span) implements Expr {}

  record Unary(UnaryOp op, Expr operand, Span span) implements Expr {}

  record Binary(BinaryOp op, Expr left, Expr right, Span span) implements Expr {}

  record Assign(AssignOp op, Expr target, Expr value, Span span) implements Expr {}

  /// `local x = f()` in the condition of a `when`.
  record WhenLocal(String name, Expr value, Span span) implements Expr {}

  record Conditional(Expr condition, Expr yes, Expr no, Span span) implements Expr {}

  record Index(Expr container, List<Expr> indices, Span span) implements Expr {}

  record Slice(Expr container, Expr low, Expr high, Span span) implements Expr {}

  record Field(Expr record, String name, Span span) implements Expr {}

  record HasField(Expr record, String name, Span span) implements Expr {}

  /// `[a, b]`, and `{ a, b }` where something is initialised.
  record Items(boolean braces, List<Expr> items, boolean trailingComma, Span span)
      implements Expr {}

  /// `[$a=1, $b=2]`, `record($a=1)` and `[]`.
  record RecordConstructor(List<FieldAssign> fields, Span span) implements Expr {}

  /// `$a=1`: an element of a record constructor or an argument of `T(…)`.
  record FieldAssign(String name, Expr value, Span span) implements Expr {}

  record TableConstructor(List<Expr> items, List<Attr> attributes, Span span) implements Expr {}

  record SetConstructor(List<Expr> items, List<Attr> attributes, Span span) implements Expr {}

  record VectorConstructor(List<Expr> items, Span span) implements Expr {}

  /// A call, or the constructor of a named type.
  record Call(Expr function, List<Expr> arguments, Span span) implements Expr {}

  /// `hook f(x)`.
  record HookCall(Expr call, Span span) implements Expr {}

  /// A function without a name.
  ///
  /// @param inferResult the signature is that of `$f(x) = { … }`, whose result may be left out
  record Lambda(
      Captures captures,
      TypeExpr.Signature signature,
      List<Stmt> body,
      boolean inferResult,
      Span span)
      implements Expr {}

  record Schedule(Expr delay, EventCall event, Span span) implements Expr {}

  record Size(Expr operand, Span span) implements Expr {}

  record Copy(Expr operand, Span span) implements Expr {}

  record Cast(Expr operand, TypeExpr type, Span span) implements Expr {}

  record Is(Expr operand, TypeExpr type, Span span) implements Expr {}

  /// What an `event` or `schedule` raises.
  record EventCall(String name, List<Expr> arguments, Span nameSpan, Span span) {}

  /// The captures of a lambda or a `when`.
  ///
  /// @param written whether there are brackets at all
  record Captures(boolean written, List<Capture> names, Span span) {}

  record Capture(String name, boolean deepCopy, Span span) {}

  /// Operators before an expression.
  enum UnaryOp {
    NOT("!"),
    COMPLEMENT("~"),
    NEGATE("-"),
    PLUS("+"),
    INCREMENT("++"),
    DECREMENT("--"),
    ADD("add "),
    DELETE("delete ");

    private final String text;

    UnaryOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /// Operators between two expressions, with how closely they bind.
  enum BinaryOp {
    OR("||", 4),
    AND("&&", 5),
    LESS("<", 7),
    GREATER(">", 7),
    LESS_EQUAL("<=", 7),
    GREATER_EQUAL(">=", 7),
    EQUAL("==", 7),
    NOT_EQUAL("!=", 7),
    IN("in", 8),
    NOT_IN("!in", 8),
    BIT_OR("|", 9),
    BIT_XOR("^", 10),
    BIT_AND("&", 11),
    SHIFT_LEFT("<<", 12),
    SHIFT_RIGHT(">>", 12),
    PLUS("+", 13),
    MINUS("-", 13),
    TIMES("*", 14),
    DIVIDE("/", 14),
    MODULO("%", 14);

    private final String text;
    private final int precedence;

    BinaryOp(String text, int precedence) {
      this.text = text;
      this.precedence = precedence;
    }

    public String text() {
      return text;
    }

    int precedence() {
      return precedence;
    }
  }

  /// Operators that give something a value.
  enum AssignOp {
    SET("="),
    ADD("+="),
    REMOVE("-=");

    private final String text;

    AssignOp(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
