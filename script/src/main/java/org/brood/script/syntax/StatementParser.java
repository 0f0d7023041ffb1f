package org.brood.script.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.SourceFile;
import org.brood.script.source.Span;

/// Statements.
abstract class StatementParser extends ExpressionParser {
  private Set<String> locals = new HashSet<>();

  StatementParser(SourceFile file, Diagnostics diagnostics, Directives directives) {
    super(file, diagnostics, directives);
  }

  @Override
  final void declareLocal(String name) {
    locals.add(name);
  }

  @Override
  final boolean evaluate(Expr condition) {
    boolean usable = true;
    for (Expr.Name name : Names.in(condition)) {
      if (locals.contains(name.name())) {
        diagnostics.error(
            new org.brood.script.source.Diagnostic.Subject(name.span(), name.name()),
            "referencing a local name in @if");
        usable = false;
      }
    }
    if (!usable) {
      diagnostics.error(
          new org.brood.script.source.Diagnostic.Subject(
              condition.span(), Describe.expression(condition)),
          "invalid expression in @if");
      return true;
    }
    return directives.condition(condition, directives.scope());
  }

  @Override
  final List<Stmt> functionBody(TypeExpr.Signature signature, Expr.Captures captures) {
    Set<String> outer = locals;
    locals = new HashSet<>();
    signature.parameters().forEach(parameter -> locals.add(parameter.name()));
    captures.names().forEach(capture -> locals.add(capture.name()));
    List<Stmt> body = statements();
    locals = outer;
    return body;
  }

  /// Statements up to a closing brace, or to the next branch of a switch.
  final List<Stmt> statements() {
    List<Stmt> statements = new ArrayList<>();
    int highest = 0;
    while (!at(Token.CLOSE_BRACE) && !at(Token.CASE) && !at(Token.DEFAULT)) {
      if (!conditional()) {
        statements.add(statement());
        highest = Math.max(highest, height());
      }
    }
    height(highest);
    return List.copyOf(statements);
  }

  /// The statement that an `if`, `for` or `while` governs.
  private Stmt body() {
    Span start = here();
    Span before = last();
    if (conditional()) {
      diagnostics.error(before, "incorrect use of directive");
      return new Stmt.Empty(start);
    }
    return statement();
  }

  final Stmt statement() {
    enter();
    Stmt statement = anyStatement();
    leave();
    return statement;
  }

  private Stmt anyStatement() {
    Span start = here();
    return switch (peek()) {
      case OPEN_BRACE -> {
        take();
        List<Stmt> statements = statements();
        expect(Token.CLOSE_BRACE);
        yield new Stmt.Block(statements, since(start));
      }
      case SEMICOLON -> {
        take();
        yield new Stmt.Empty(start);
      }
      case IF -> ifStatement(start);
      case FOR -> forStatement(start);
      case WHILE -> whileStatement(start);
      case SWITCH -> switchStatement(start);
      case WHEN -> whenStatement(false, start);
      case LOCAL, CONST -> local(start);
      case RETURN -> returnStatement(start);
      case NEXT -> simple(new Stmt.Next(start));
      case BREAK -> simple(new Stmt.Break(start));
      case FALLTHROUGH -> simple(new Stmt.Fallthrough(start));
      case EVENT -> {
        take();
        Expr.EventCall event = eventCall();
        expect(Token.SEMICOLON);
        yield new Stmt.Event(event, since(start));
      }
      case PRINT -> print(start);
      case ASSERT -> assertion(start);
      default -> {
        Expr expression = expression();
        expect(Token.SEMICOLON);
        yield new Stmt.Expression(expression, since(start));
      }
    };
  }

  private Stmt simple(Stmt statement) {
    take();
    expect(Token.SEMICOLON);
    return statement;
  }

  private Stmt print(Span start) {
    take();
    List<Expr> arguments = new ArrayList<>();
    do {
      arguments.add(expression());
    } while (accept(Token.COMMA));
    expect(Token.SEMICOLON);
    return new Stmt.Print(List.copyOf(arguments), since(start));
  }

  private Stmt assertion(Span start) {
    take();
    Expr condition = expression();
    Expr message = accept(Token.COMMA) ? expression() : new Expr.Absent(last());
    expect(Token.SEMICOLON);
    return new Stmt.Assert(condition, message, since(start));
  }

  private Stmt ifStatement(Span start) {
    take();
    expect(Token.OPEN_PAREN);
    Expr condition = expression();
    Span head = start.to(expect(Token.CLOSE_PAREN));
    Stmt then = body();
    Stmt otherwise = accept(Token.ELSE) ? body() : new Stmt.Empty(last());
    return new Stmt.If(condition, then, otherwise, head);
  }

  private Stmt whileStatement(Span start) {
    take();
    expect(Token.OPEN_PAREN);
    Expr condition = expression();
    Span head = start.to(expect(Token.CLOSE_PAREN));
    Stmt body = body();
    return new Stmt.While(condition, body, head);
  }

  private Stmt forStatement(Span start) {
    take();
    expect(Token.OPEN_PAREN);
    List<Stmt.LoopName> names = new ArrayList<>();
    boolean bracketed = accept(Token.OPEN_BRACKET);
    names.add(loopName());
    while (bracketed && accept(Token.COMMA)) {
      names.add(loopName());
    }
    if (bracketed) {
      expect(Token.CLOSE_BRACKET);
    }
    List<Stmt.LoopName> value = accept(Token.COMMA) ? List.of(loopName()) : List.of();
    expect(Token.IN);
    Expr container = expression();
    Span head = start.to(expect(Token.CLOSE_PAREN));
    Stmt body = body();
    return new Stmt.For(List.copyOf(names), bracketed, value, container, body, head);
  }

  private Stmt.LoopName loopName() {
    String name = expectName();
    locals.add(name);
    return new Stmt.LoopName(name, last());
  }

  private Stmt switchStatement(Span start) {
    take();
    Expr value = expression();
    Span head = since(start);
    expect(Token.OPEN_BRACE);
    List<Stmt.Case> cases = new ArrayList<>();
    while (!at(Token.CLOSE_BRACE)) {
      cases.add(oneCase());
    }
    expect(Token.CLOSE_BRACE);
    return new Stmt.Switch(value, List.copyOf(cases), head);
  }

  private Stmt.Case oneCase() {
    Span start = here();
    if (accept(Token.DEFAULT)) {
      expect(Token.COLON);
      return new Stmt.Case.Default(statements(), since(start));
    }
    expect(Token.CASE);
    if (at(Token.TYPE)) {
      List<Stmt.TypeLabel> labels = new ArrayList<>();
      do {
        labels.add(typeLabel());
      } while (accept(Token.COMMA));
      expect(Token.COLON);
      return new Stmt.Case.Types(List.copyOf(labels), statements(), since(start));
    }
    List<Expr> values = new ArrayList<>();
    do {
      values.add(expression());
    } while (accept(Token.COMMA));
    expect(Token.COLON);
    return new Stmt.Case.Values(List.copyOf(values), statements(), since(start));
  }

  private Stmt.TypeLabel typeLabel() {
    Span start = expect(Token.TYPE);
    TypeExpr type = type();
    String name = accept(Token.AS) ? expectName() : "";
    if (!name.isEmpty()) {
      locals.add(name);
    }
    return new Stmt.TypeLabel(type, name, since(start));
  }

  private Stmt returnStatement(Span start) {
    take();
    if (at(Token.WHEN)) {
      return whenStatement(true, start);
    }
    Expr value = at(Token.SEMICOLON) ? new Expr.Absent(last()) : expression();
    expect(Token.SEMICOLON);
    return new Stmt.Return(value, since(start));
  }

  private Stmt whenStatement(boolean isReturn, Span start) {
    expect(Token.WHEN);
    Expr.Captures captures = captures();
    expect(Token.OPEN_PAREN);
    Expr condition = whenCondition();
    Span head = start.to(expect(Token.CLOSE_PAREN));
    Stmt body = statement();
    if (!accept(Token.TIMEOUT)) {
      Expr none = new Expr.Absent(last());
      return new Stmt.When(isReturn, captures, condition, body, none, List.of(), head, last());
    }
    Expr timeout = expression();
    expect(Token.OPEN_BRACE);
    List<Stmt> timeoutBody = statements();
    expect(Token.CLOSE_BRACE);
    return new Stmt.When(isReturn, captures, condition, body, timeout, timeoutBody, head, last());
  }

  private Stmt local(Span start) {
    boolean constant = take() == Token.CONST;
    String name = expectName();
    Span nameSpan = last();
    declareLocal(name);
    TypeExpr type = optionalType();
    Initial initial = initial();
    List<Attr> attributes = attributes();
    expect(Token.SEMICOLON);
    return new Stmt.Local(
        constant, name, nameSpan, type, initial.op(), initial.value(), attributes, since(start));
  }

  final TypeExpr optionalType() {
    return accept(Token.COLON) ? type() : new TypeExpr.Inferred(last());
  }

  record Initial(Decl.InitOp op, Expr value) {}

  /// The operator and value that give a variable its first value, if they are written.
  final Initial initial() {
    Decl.InitOp op =
        switch (peek()) {
          case ASSIGN -> Decl.InitOp.SET;
          case ADD_TO -> Decl.InitOp.ADD;
          case REMOVE_FROM -> Decl.InitOp.REMOVE;
          default -> Decl.InitOp.NONE;
        };
    if (op != Decl.InitOp.NONE) {
      take();
    }
    if (at(Token.SEMICOLON) || at(Token.ATTRIBUTE)) {
      return new Initial(op, new Expr.Absent(last()));
    }
    return new Initial(op, initializer());
  }
}
