package org.brood.script.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What expressions and statements are made of. Bodies of lambdas and of `when` are not parts: they
/// are functions of their own.
public final class Parts {
  private Parts() {}

  /// The statements inside of one.
  public static List<Stmt> of(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Block(List<Stmt> statements, var _) -> statements;
      case Stmt.If branch -> {
        Stmt no = branch.no();
        yield no == null ? List.of(branch.yes()) : List.of(branch.yes(), no);
      }
      case Stmt.While loop -> List.of(loop.body());
      case Stmt.ForTable loop -> List.of(loop.body());
      case Stmt.ForVector loop -> List.of(loop.body());
      case Stmt.ForString loop -> List.of(loop.body());
      case Stmt.Switch choice -> choice.cases().stream().map(Stmt.Case::body).toList();
      case Stmt.TypeSwitch choice -> choice.cases().stream().map(Stmt.TypeCase::body).toList();
      default -> List.of();
    };
  }

  /// The expressions of a statement itself, without those of the statements inside.
  public static List<Expr> expressions(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Block _, Stmt.Next _, Stmt.Break _, Stmt.HookBreak _, Stmt.Fallthrough _ ->
          List.of();
      case Stmt.Evaluate e -> List.of(e.expr());
      case Stmt.LocalInit e -> present(e.value());
      case Stmt.If e -> List.of(e.condition());
      case Stmt.While e -> List.of(e.condition());
      case Stmt.ForTable e -> List.of(e.table());
      case Stmt.ForVector e -> List.of(e.vector());
      case Stmt.ForString e -> List.of(e.string());
      case Stmt.Switch e ->
          with(e.value(), e.cases().stream().flatMap(one -> one.labels().stream()).toList());
      case Stmt.TypeSwitch e -> List.of(e.value());
      case Stmt.Return e -> present(e.value());
      case Stmt.Print e -> with(e.file(), e.arguments());
      case Stmt.Raise e -> e.arguments();
      case Stmt.RaiseValue e -> with(e.event(), e.arguments());
      case Stmt.AddElement e -> with(e.set(), e.index());
      case Stmt.DeleteElement e -> with(e.table(), e.index());
      case Stmt.DeleteField e -> List.of(e.record());
      case Stmt.DeleteAll e -> List.of(e.container());
      case Stmt.When e -> {
        List<Expr> parts = new ArrayList<>();
        for (Expr initial : e.initial()) {
          parts.addAll(present(initial));
        }
        parts.addAll(present(e.timeout()));
        yield parts;
      }
      case Stmt.Assert e -> present(e.condition(), e.message());
    };
  }

  /// The expressions that one is made of.
  public static List<Expr> of(Expr expr) {
    return switch (expr) {
      case Expr.BoolConst _,
          Expr.LongConst _,
          Expr.DoubleConst _,
          Expr.StringConst _,
          Expr.PatternConst _,
          Expr.PortConst _,
          Expr.AddrConst _,
          Expr.SubnetConst _,
          Expr.EnumConst _,
          Expr.TypeConst _,
          Expr.LocalGet _,
          Expr.GlobalGet _,
          Expr.FunctionGet _ ->
          List.of();
      case Expr.FieldGet e -> List.of(e.record());
      case Expr.HasField e -> List.of(e.record());
      case Expr.TableGet e -> with(e.table(), e.index());
      case Expr.VectorGet e -> List.of(e.vector(), e.index());
      case Expr.VectorSelect e -> List.of(e.vector(), e.selector());
      case Expr.StringGet e -> List.of(e.string(), e.index());
      case Expr.Slice e -> present(e.of(), e.low(), e.high());
      case Expr.Assign e -> List.of(e.target(), e.value());
      case Expr.AssignOp e -> List.of(e.target(), e.value());
      case Expr.AssignGrow e -> List.of(e.target(), e.value());
      case Expr.Step e -> List.of(e.target());
      case Expr.Binary e -> List.of(e.left(), e.right());
      case Expr.Not e -> List.of(e.operand());
      case Expr.Negate e -> List.of(e.operand());
      case Expr.Complement e -> List.of(e.operand());
      case Expr.Size e -> List.of(e.operand());
      case Expr.Conditional e -> List.of(e.condition(), e.yes(), e.no());
      case Expr.In e -> with(e.where(), e.what());
      case Expr.Coerce e -> List.of(e.operand());
      case Expr.Cast e -> List.of(e.operand());
      case Expr.Is e -> List.of(e.operand());
      case Expr.Call e -> e.arguments();
      case Expr.CallValue e -> with(e.function(), e.arguments());
      case Expr.HookCall e -> with(e.value(), e.arguments());
      case Expr.Schedule e -> with(e.delay(), e.arguments());
      case Expr.RecordNew e -> e.fields().stream().map(Expr.FieldInit::value).toList();
      case Expr.TableNew e -> {
        List<Expr> parts = new ArrayList<>();
        for (Expr.Entry entry : e.entries()) {
          parts.addAll(entry.index());
          Expr value = entry.value();
          if (value != null) {
            parts.add(value);
          }
        }
        yield parts;
      }
      case Expr.VectorNew e -> e.elements();
      case Expr.Lambda e -> e.captured();
    };
  }

  private static List<Expr> with(@Nullable Expr one, List<Expr> more) {
    if (one == null) {
      return more;
    }
    List<Expr> all = new ArrayList<>(more);
    all.addFirst(one);
    return all;
  }

  private static List<Expr> present(@Nullable Expr... all) {
    List<Expr> some = new ArrayList<>();
    for (Expr one : all) {
      if (one != null) {
        some.add(one);
      }
    }
    return some;
  }
}
