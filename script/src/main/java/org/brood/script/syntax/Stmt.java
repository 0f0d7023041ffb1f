package org.brood.script.syntax;

import java.util.List;
import org.brood.script.source.Span;

/// A statement as it is written.
public sealed interface Stmt {
  Span span();

  record Empty(Span span) implements Stmt {}

  record Block(List<Stmt> statements, Span span) implements Stmt {}

  record Expression(Expr expression, Span span) implements Stmt {}

  record Print(List<Expr> arguments, Span span) implements Stmt {}

  record Event(Expr.EventCall event, Span span) implements Stmt {}

  /// @param message what to tell when it fails, or [Expr.Absent]
  record Assert(Expr condition, Expr message, Span span) implements Stmt {}

  /// @param otherwise [Empty] when there is no `else`
  record If(Expr condition, Stmt then, Stmt otherwise, Span span) implements Stmt {}

  record Switch(Expr value, List<Case> cases, Span span) implements Stmt {}

  /// @param bracketed whether the names were written in brackets
  /// @param valueName the name of the value, or an empty list
  record For(
      List<LoopName> names,
      boolean bracketed,
      List<LoopName> valueName,
      Expr container,
      Stmt body,
      Span span)
      implements Stmt {}

  record While(Expr condition, Stmt body, Span span) implements Stmt {}

  record Next(Span span) implements Stmt {}

  record Break(Span span) implements Stmt {}

  record Fallthrough(Span span) implements Stmt {}

  /// @param value the result, or [Expr.Absent]
  record Return(Expr value, Span span) implements Stmt {}

  /// `local` or, in a function, `const`.
  record Local(
      boolean constant,
      String name,
      Span nameSpan,
      TypeExpr type,
      Decl.InitOp op,
      Expr value,
      List<Attr> attributes,
      Span span)
      implements Stmt {}

  /// @param isReturn `return when`
  /// @param timeout how long to wait, or [Expr.Absent]
  /// @param span from its start to the end of its condition
  /// @param end the last brace or semicolon of it
  record When(
      boolean isReturn,
      Expr.Captures captures,
      Expr condition,
      Stmt body,
      Expr timeout,
      List<Stmt> timeoutBody,
      Span span,
      Span end)
      implements Stmt {}

  record LoopName(String name, Span span) {}

  /// A branch of a `switch`.
  sealed interface Case {
    List<Stmt> body();

    Span span();

    record Values(List<Expr> values, List<Stmt> body, Span span) implements Case {}

    record Types(List<TypeLabel> labels, List<Stmt> body, Span span) implements Case {}

    record Default(List<Stmt> body, Span span) implements Case {}
  }

  /// `type T as name`.
  ///
  /// @param name the local that holds the value, or empty
  record TypeLabel(TypeExpr type, String name, Span span) {}
}
