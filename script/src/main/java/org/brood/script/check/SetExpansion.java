package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Global;
import org.brood.script.tree.InitStep;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.jspecify.annotations.Nullable;

/// Sets in the index of a constructor's element: the element stands for one with each member.
///
/// The members have to be known when the program is checked: those of a constructor, or of a global
/// set whose values so far are constructors.
final class SetExpansion {
  /// How many elements one may stand for.
  private static final int MOST = 100_000;

  private SetExpansion() {}

  /// All indices that the given parts stand for; the parts themselves when there is nothing to
  /// expand or it cannot be known.
  static List<List<Expr>> expand(List<Expr> parts, TableType type, List<InitStep> init) {
    List<List<Expr>> all = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < parts.size(); i++) {
      Type column = i < type.index().size() ? type.index().get(i) : null;
      List<Expr> choices = choices(parts.get(i), column, init);
      if ((long) all.size() * choices.size() > MOST) {
        return List.of(parts);
      }
      List<List<Expr>> longer = new ArrayList<>();
      for (List<Expr> begun : all) {
        for (Expr choice : choices) {
          List<Expr> index = new ArrayList<>(begun);
          index.add(choice);
          longer.add(index);
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<Expr> choices(Expr part, @Nullable Type column, List<InitStep> init) {
    boolean set = part.type() instanceof TableType given && given.isSet();
    if (!set || (column instanceof TableType && Types.same(column, part.type()))) {
      return List.of(part);
    }
    List<Expr> members = new ArrayList<>();
    boolean known =
        part instanceof Expr.GlobalGet(Global global, _)
            ? membersOf(global, init, members)
            : addMembers(part, members);
    return known && !members.isEmpty() ? members : List.of(part);
  }

  private static boolean membersOf(Global global, List<InitStep> init, List<Expr> members) {
    for (InitStep step : init) {
      switch (step) {
        case InitStep.Set(Global target, Expr value, _) -> {
          if (target == global) {
            members.clear();
            if (!addMembers(value, members)) {
              return false;
            }
          }
        }
        case InitStep.Evaluate(
                Expr.AssignGrow(Expr.GlobalGet(Global target, _), Expr.Grow how, Expr value, _),
                _) -> {
          if (target == global && (how != Expr.Grow.TABLE_ADD_ALL || !addMembers(value, members))) {
            return false;
          }
        }
        case InitStep.Evaluate _, InitStep.SetAttrs _ -> {}
      }
    }
    return true;
  }

  private static boolean addMembers(Expr value, List<Expr> members) {
    if (!(value instanceof Expr.TableNew(_, List<Expr.Entry> entries, _, _))) {
      return false;
    }
    for (Expr.Entry entry : entries) {
      if (entry.index().size() != 1) {
        return false;
      }
      members.add(entry.index().getFirst());
    }
    return true;
  }
}
