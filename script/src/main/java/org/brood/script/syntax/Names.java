package org.brood.script.syntax;

import java.util.ArrayList;
import java.util.List;

/// The names that an expression uses, outside of the functions in it.
public final class Names {
  private Names() {}

  public static List<Expr.Name> in(Expr expr) {
    List<Expr.Name> found = new ArrayList<>();
    collect(expr, found);
    return found;
  }

  private static void collect(Expr expr, List<Expr.Name> found) {
    if (expr instanceof Expr.Name name) {
      found.add(name);
    }
    for (Expr child : children(expr)) {
      collect(child, found);
    }
  }

  /// The expressions that stand directly in another; the body of a lambda is not entered.
  public static List<Expr> children(Expr expr) {
    return switch (expr) {
      case Expr.Absent _, Expr.Name _, Expr.Literal _, Expr.TypeValue _, Expr.Lambda _ -> List.of();
      case Expr.Paren(Expr inner, _) -> List.of(inner);
      case Expr.Unary(_, Expr operand, _) -> List.of(operand);
      case Expr.Binary(_, Expr left, Expr right, _) -> List.of(left, right);
      case Expr.Assign(_, Expr target, Expr value, _) -> List.of(target, value);
      case Expr.WhenLocal(_, Expr value, _) -> List.of(value);
      case Expr.Conditional(Expr condition, Expr yes, Expr no, _) -> List.of(condition, yes, no);
      case Expr.Index(Expr container, List<Expr> indices, _) -> join(container, indices);
      case Expr.Slice(Expr container, Expr low, Expr high, _) -> List.of(container, low, high);
      case Expr.Field(Expr record, _, _) -> List.of(record);
      case Expr.HasField(Expr record, _, _) -> List.of(record);
      case Expr.Items(_, List<Expr> items, _, _) -> items;
      case Expr.RecordConstructor(List<Expr.FieldAssign> fields, _) -> List.copyOf(fields);
      case Expr.FieldAssign(_, Expr value, _) -> List.of(value);
      case Expr.TableConstructor(List<Expr> items, _, _) -> items;
      case Expr.SetConstructor(List<Expr> items, _, _) -> items;
      case Expr.VectorConstructor(List<Expr> items, _) -> items;
      case Expr.Call(Expr function, List<Expr> arguments, _) -> join(function, arguments);
      case Expr.HookCall(Expr call, _) -> List.of(call);
      case Expr.Schedule(Expr delay, Expr.EventCall event, _) -> join(delay, event.arguments());
      case Expr.Size(Expr operand, _) -> List.of(operand);
      case Expr.Copy(Expr operand, _) -> List.of(operand);
      case Expr.Cast(Expr operand, _, _) -> List.of(operand);
      case Expr.Is(Expr operand, _, _) -> List.of(operand);
    };
  }

  private static List<Expr> join(Expr first, List<Expr> rest) {
    List<Expr> all = new ArrayList<>(rest.size() + 1);
    all.add(first);
    all.addAll(rest);
    return all;
  }
}
