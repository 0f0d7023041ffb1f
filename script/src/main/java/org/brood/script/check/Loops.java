package org.brood.script.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Stmt.LoopName;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// `for` and `while`.
final class Loops {
  private final Checks checks;

  Loops(Checks checks) {
    this.checks = checks;
  }

  Stmt whileLoop(org.brood.script.syntax.Stmt.While source, Frame frame) {
    Expr condition =
        checks.expressions.condition(
            source.condition(), "while conditional must be boolean", frame);
    return new Stmt.While(condition, body(source.body(), frame), source.span());
  }

  private Stmt body(org.brood.script.syntax.Stmt source, Frame frame) {
    frame.enterLoop();
    Stmt body = checks.statements.check(source, frame);
    frame.leaveLoop();
    return body;
  }

  Stmt forLoop(org.brood.script.syntax.Stmt.For source, Frame frame) {
    Expr container = checks.expressions.check(source.container(), frame);
    return switch (container.type()) {
      case TableType table -> table(source, container, table, frame);
      case VectorType(Type element) -> vector(source, container, element, frame);
      case Basic basic when basic == Basic.STRING -> string(source, container, frame);
      default -> {
        if (!Checks.isBroken(container)) {
          checks.error(
              source.container(), "target to iterate over must be a table, set, vector, or string");
        }
        source.names().forEach(name -> variable(name, Basic.ERROR, source, frame));
        source.valueName().forEach(name -> variable(name, Basic.ERROR, source, frame));
        body(source.body(), frame);
        yield Statements.empty(source.span());
      }
    };
  }

  private Stmt table(
      org.brood.script.syntax.Stmt.For source, Expr container, TableType table, Frame frame) {
    List<Type> index = table.isUnspecified() ? List.of(Basic.ANY) : table.index();
    boolean ignored = !source.bracketed() && source.names().getFirst().name().equals("_");
    if (ignored) {
      return iteration(source, container, table, unused(index.size()), frame);
    }
    if (source.names().size() != index.size()) {
      checks.error(source.container(), "wrong index size");
      source.names().forEach(name -> variable(name, Basic.ERROR, source, frame));
      source.valueName().forEach(name -> variable(name, Basic.ERROR, source, frame));
      body(source.body(), frame);
      return Statements.empty(source.span());
    }
    List<@Nullable Local> variables = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      variables.add(variable(source.names().get(i), index.get(i), source, frame));
    }
    return iteration(source, container, table, variables, frame);
  }

  private static List<@Nullable Local> unused(int columns) {
    return new ArrayList<>(Collections.<@Nullable Local>nCopies(columns, null));
  }

  private Stmt iteration(
      org.brood.script.syntax.Stmt.For source,
      Expr container,
      TableType table,
      List<@Nullable Local> variables,
      Frame frame) {
    Local value = null;
    if (!source.valueName().isEmpty()) {
      Type held = table.value();
      if (held == null) {
        checks.error(
            source.container(),
            "key value for loops only support iteration over tables or vectors");
        held = Basic.ERROR;
      }
      value = variable(source.valueName().getFirst(), held, source, frame);
    }
    return new Stmt.ForTable(
        container,
        table,
        Collections.unmodifiableList(variables),
        value,
        body(source.body(), frame),
        source.span());
  }

  private Stmt vector(
      org.brood.script.syntax.Stmt.For source, Expr container, Type element, Frame frame) {
    if (source.names().size() != 1) {
      checks.error(source.container(), "iterating over a vector requires only a single index type");
    }
    Local index = variable(source.names().getFirst(), Basic.COUNT, source, frame);
    Local value =
        source.valueName().isEmpty()
            ? null
            : variable(source.valueName().getFirst(), element, source, frame);
    return new Stmt.ForVector(container, index, value, body(source.body(), frame), source.span());
  }

  private Stmt string(org.brood.script.syntax.Stmt.For source, Expr container, Frame frame) {
    if (source.names().size() != 1) {
      checks.error(source.container(), "iterating over a string requires only a single index type");
    }
    if (!source.valueName().isEmpty()) {
      checks.error(
          source.container(), "key value for loops only support iteration over tables or vectors");
    }
    Local character = variable(source.names().getFirst(), Basic.STRING, source, frame);
    return new Stmt.ForString(container, character, body(source.body(), frame), source.span());
  }

  /// The variable of a loop: the function's own if it has one of that name. None for `_`.
  private @Nullable Local variable(
      LoopName name, Type type, org.brood.script.syntax.Stmt.For source, Frame frame) {
    if (name.name().equals("_")) {
      return null;
    }
    Local local = frame.find(name.name());
    if (local == null) {
      Symbol global = checks.symbols.find(name.name(), frame.module(), frame.visible());
      if (global != null) {
        checks.diagnostics.error(
            new Subject(global.span(), name.name()), "global variable used in 'for' loop");
        checks.diagnostics.error(
            Checks.subject(source.container()),
            new Subject(Span.NONE, "error"),
            "type clash in iteration");
      }
      local = new Local(name.name(), type, Local.Kind.LOCAL);
      frame.declare(local, false, name.span());
      frame.inScopeAgain(name.name());
      return local;
    }
    frame.inScopeAgain(name.name());
    if (frame.isConstant(local)) {
      checks.diagnostics.error(
          new Subject(frame.span(name.name()), name.name()), "constant used in 'for' loop");
      checks.diagnostics.error(
          Checks.subject(source.container()),
          new Subject(Span.NONE, "error"),
          "type clash in iteration");
    }
    boolean integral = type == Basic.COUNT && Types.isIntegral(local.type());
    if (!Types.same(local.type(), type) && !integral) {
      checks.diagnostics.error(
          Checks.subject(source.container()),
          checks.typeSubject(local.type()),
          "type clash in iteration");
    }
    return local;
  }
}
