package org.brood.script.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Diagnostics;
import org.brood.script.tree.Body;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Local;
import org.brood.script.tree.Parts;
import org.brood.script.tree.Stmt;
import org.brood.script.type.Types;
import org.jspecify.annotations.Nullable;

/// Local variables that are read where they have no value, or perhaps none: a forward analysis of
/// one body. A loop may run never or often, so what its body assigns is perhaps assigned at its
/// start and after it.
final class UnsetVariables {
  private final Set<Local> quiet;
  private final Diagnostics diagnostics;
  private final Set<Local> told = new HashSet<>();
  private final Deque<List<Assigned>> breaks = new ArrayDeque<>();

  /// @param quiet variables that nothing is told of
  UnsetVariables(Set<Local> quiet, Diagnostics diagnostics) {
    this.quiet = quiet;
    this.diagnostics = diagnostics;
  }

  void report(Body body) {
    run(body.code(), new Assigned());
  }

  /// The variables that have values at some place. Parameters and captured variables, which always
  /// have, are not among them.
  private static final class Assigned {
    private final Set<Local> surely = new HashSet<>();
    private final Set<Local> perhaps = new HashSet<>();
    private boolean unreachable;

    Assigned copy() {
      Assigned copy = new Assigned();
      copy.surely.addAll(surely);
      copy.perhaps.addAll(perhaps);
      copy.unreachable = unreachable;
      return copy;
    }

    void add(@Nullable Local local) {
      if (local != null) {
        surely.add(local);
        perhaps.add(local);
      }
    }

    /// What holds if execution comes from here or from there.
    void join(Assigned other) {
      perhaps.addAll(other.perhaps);
      if (unreachable) {
        surely.clear();
        surely.addAll(other.surely);
      } else if (!other.unreachable) {
        surely.retainAll(other.surely);
      }
      unreachable &= other.unreachable;
    }
  }

  private void run(Stmt stmt, Assigned now) {
    switch (stmt) {
      case Stmt.Block(List<Stmt> all, var _) -> all.forEach(one -> run(one, now));
      case Stmt.LocalInit init -> start(init, now);
      case Stmt.If branch -> {
        read(branch.condition(), now);
        Assigned other = now.copy();
        run(branch.yes(), now);
        Stmt no = branch.no();
        if (no != null) {
          run(no, other);
        }
        now.join(other);
      }
      case Stmt.While loop -> {
        addAssigned(loop.body(), now.perhaps);
        read(loop.condition(), now);
        loop(loop.body(), now);
      }
      case Stmt.ForTable loop -> {
        read(loop.table(), now);
        loop.index().forEach(now::add);
        now.add(loop.value());
        loop(loop.body(), now);
      }
      case Stmt.ForVector loop -> {
        read(loop.vector(), now);
        now.add(loop.index());
        now.add(loop.value());
        loop(loop.body(), now);
      }
      case Stmt.ForString loop -> {
        read(loop.string(), now);
        now.add(loop.character());
        loop(loop.body(), now);
      }
      case Stmt.Switch choice -> {
        Parts.expressions(choice).forEach(expr -> read(expr, now));
        boolean whole = choice.cases().stream().anyMatch(Stmt.Case::isDefault);
        cases(Parts.of(choice), whole, now);
      }
      case Stmt.TypeSwitch choice -> {
        read(choice.value(), now);
        choice.cases().forEach(one -> one.labels().forEach(label -> now.add(label.as())));
        boolean whole = choice.cases().stream().anyMatch(Stmt.TypeCase::isDefault);
        cases(Parts.of(choice), whole, now);
      }
      case Stmt.Break _ -> {
        breaks.element().add(now.copy());
        now.unreachable = true;
      }
      case Stmt.Next _, Stmt.HookBreak _, Stmt.Fallthrough _ -> now.unreachable = true;
      case Stmt.Return _ -> {
        Parts.expressions(stmt).forEach(expr -> read(expr, now));
        now.unreachable = true;
      }
      default -> Parts.expressions(stmt).forEach(expr -> read(expr, now));
    }
  }

  private void start(Stmt.LocalInit init, Assigned now) {
    Expr value = init.value();
    if (value != null) {
      read(value, now);
      now.add(init.local());
    } else if (Types.startsEmpty(init.local().type())) {
      now.add(init.local());
    } else {
      now.surely.remove(init.local());
      now.perhaps.remove(init.local());
    }
  }

  private void loop(Stmt body, Assigned now) {
    addAssigned(body, now.perhaps);
    Assigned inside = now.copy();
    breaks.push(new ArrayList<>());
    run(body, inside);
    breaks.pop();
  }

  /// The cases of a switch; after a `fallthrough`, what was assigned so far is still assigned.
  private void cases(List<Stmt> bodies, boolean whole, Assigned now) {
    Assigned before = now.copy();
    Assigned after = now.copy();
    after.unreachable = whole;
    breaks.push(new ArrayList<>());
    for (Stmt body : bodies) {
      Assigned inside = before.copy();
      addAssigned(body, before.perhaps);
      run(body, inside);
      after.join(inside);
    }
    breaks.pop().forEach(after::join);
    now.surely.clear();
    now.surely.addAll(after.surely);
    now.perhaps.addAll(after.perhaps);
    now.unreachable = after.unreachable;
  }

  /// All variables that are assigned anywhere in a statement.
  private static void addAssigned(Stmt stmt, Set<Local> to) {
    if (stmt instanceof Stmt.LocalInit(Local local, Expr value, var _, var _) && value != null) {
      to.add(local);
    }
    Parts.expressions(stmt).forEach(expr -> addAssigned(expr, to));
    Parts.of(stmt).forEach(inner -> addAssigned(inner, to));
  }

  private static void addAssigned(Expr expr, Set<Local> to) {
    if (expr instanceof Expr.Assign(Expr.LocalGet(Local local, var _), var _, var _)) {
      to.add(local);
    }
    Parts.of(expr).forEach(inner -> addAssigned(inner, to));
  }

  private void read(Expr expr, Assigned now) {
    switch (expr) {
      case Expr.LocalGet get -> check(get, now);
      case Expr.Assign(Expr.LocalGet(Local local, var _), Expr value, var _) -> {
        read(value, now);
        now.add(local);
      }
      case Expr.Conditional e -> {
        read(e.condition(), now);
        Assigned other = now.copy();
        read(e.yes(), now);
        read(e.no(), other);
        now.join(other);
      }
      case Expr.Binary(Expr.Op op, Expr left, Expr right, var _, var _, var _)
          when op == Expr.Op.AND || op == Expr.Op.OR -> {
        read(left, now);
        Assigned other = now.copy();
        read(right, other);
        now.join(other);
      }
      default -> Parts.of(expr).forEach(part -> read(part, now));
    }
  }

  private void check(Expr.LocalGet get, Assigned now) {
    Local local = get.local();
    boolean always = local.kind() != Local.Kind.LOCAL || now.surely.contains(local);
    if (always || now.unreachable || quiet.contains(local) || !told.add(local)) {
      return;
    }
    String perhaps = now.perhaps.contains(local) ? "possibly " : "";
    diagnostics.warning(new Subject(get.span(), local.name()), perhaps + "used without definition");
  }
}
