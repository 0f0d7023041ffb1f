package org.brood.script.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.source.Span;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Parts;
import org.brood.script.tree.Stmt;

/// Values of local variables that nobody reads: a backward analysis of one body, which tells the
/// last of them first. What a loop reads anywhere counts as read at its end.
///
/// Results of calls may be left unread: the call is made for what it does.
final class UnusedAssignments {
  private final Set<Local> quiet;
  private final Diagnostics diagnostics;
  private final Deque<Set<Local>> afterBreak = new ArrayDeque<>();
  private final Deque<Set<Local>> afterNext = new ArrayDeque<>();

  /// @param quiet variables that nothing is told of
  UnusedAssignments(Set<Local> quiet, Diagnostics diagnostics) {
    this.quiet = quiet;
    this.diagnostics = diagnostics;
  }

  void report(Body body) {
    before(body.code(), Set.of());
  }

  /// The variables that are read after the start of a statement.
  private Set<Local> before(Stmt stmt, Set<Local> after) {
    return switch (stmt) {
      case Stmt.Block(List<Stmt> all, var _) -> {
        Set<Local> now = after;
        for (Stmt one : all.reversed()) {
          now = before(one, now);
        }
        yield now;
      }
      case Stmt.LocalInit(Local local, Expr value, var _, Span span) -> {
        if (value == null) {
          yield without(after, local);
        }
        check(local, value, span, after);
        yield with(without(after, local), value);
      }
      case Stmt.Evaluate(
              Expr.Assign(Expr.LocalGet(Local local, var _), Expr value, var _),
              Span span) -> {
        check(local, value, span, after);
        yield with(without(after, local), value);
      }
      case Stmt.If branch -> {
        Set<Local> now = new HashSet<>(before(branch.yes(), after));
        Stmt no = branch.no();
        now.addAll(no == null ? after : before(no, after));
        yield with(now, branch.condition());
      }
      case Stmt.While _, Stmt.ForTable _, Stmt.ForVector _, Stmt.ForString _ -> {
        Set<Local> around = new HashSet<>(after);
        addRead(stmt, around);
        inLoop(Parts.of(stmt).getFirst(), around, after);
        yield around;
      }
      case Stmt.Switch _, Stmt.TypeSwitch _ -> {
        // One case may fall through to the next.
        Set<Local> now = new HashSet<>(after);
        afterBreak.push(after);
        List<Stmt> bodies = Parts.of(stmt);
        for (int i = 0; i < bodies.size(); i++) {
          Set<Local> following = new HashSet<>(after);
          bodies.subList(i + 1, bodies.size()).forEach(body -> addRead(body, following));
          now.addAll(before(bodies.get(i), following));
        }
        afterBreak.pop();
        addRead(Parts.expressions(stmt), now);
        yield now;
      }
      case Stmt.Break _ -> afterBreak.element();
      case Stmt.Next _ -> afterNext.element();
      case Stmt.HookBreak _ -> Set.of();
      case Stmt.Return _ -> {
        Set<Local> now = new HashSet<>();
        addRead(Parts.expressions(stmt), now);
        yield now;
      }
      default -> {
        Set<Local> now = new HashSet<>(after);
        addRead(Parts.expressions(stmt), now);
        yield now;
      }
    };
  }

  private void inLoop(Stmt body, Set<Local> around, Set<Local> after) {
    afterBreak.push(after);
    afterNext.push(around);
    before(body, around);
    afterNext.pop();
    afterBreak.pop();
  }

  private static Set<Local> without(Set<Local> some, Local local) {
    if (!some.contains(local)) {
      return some;
    }
    Set<Local> fewer = new HashSet<>(some);
    fewer.remove(local);
    return fewer;
  }

  private static Set<Local> with(Set<Local> some, Expr read) {
    Set<Local> more = new HashSet<>(some);
    addRead(List.of(read), more);
    return more;
  }

  private static void addRead(Stmt stmt, Set<Local> to) {
    addRead(Parts.expressions(stmt), to);
    Parts.of(stmt).forEach(inner -> addRead(inner, to));
  }

  private static void addRead(List<Expr> exprs, Set<Local> to) {
    for (Expr expr : exprs) {
      switch (expr) {
        case Expr.LocalGet get -> to.add(get.local());
        case Expr.Assign(Expr.LocalGet _, Expr value, var _) -> addRead(List.of(value), to);
        default -> addRead(Parts.of(expr), to);
      }
    }
  }

  private void check(Local local, Expr value, Span span, Set<Local> after) {
    boolean told = !after.contains(local) && local.kind() != Local.Kind.CAPTURE;
    if (told && !quiet.contains(local) && !isCall(value) && !span.isNone()) {
      Span written = value.span();
      diagnostics.warning(
          new Subject(
              span,
              () ->
                  local.name()
                      + " = "
                      + ExpressionText.canonical(
                          written.file().latin1(written.start(), written.end()))),
          "assignment unused");
    }
  }

  private static boolean isCall(Expr value) {
    return switch (value) {
      case Expr.Call _, Expr.CallValue _, Expr.HookCall _, Expr.Schedule _ -> true;
      case Expr.Coerce(Expr operand, var _, var _) -> isCall(operand);
      default -> false;
    };
  }
}
