package org.brood.script.eval;

import java.util.function.Supplier;
import org.brood.script.runtime.Tables;
import org.brood.script.runtime.Vectors;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.Type;
import org.brood.script.type.VectorType;
import org.brood.script.value.Pattern;
import org.brood.script.value.Record;
import org.brood.script.value.Table;
import org.brood.script.value.Vec;

/// Assignments. Of `target = value` the value comes first; a target's parts are evaluated once.
final class Assignments {
  private final EvaluatedProgram program;
  private final Expressions expressions;

  Assignments(EvaluatedProgram program, Expressions expressions) {
    this.program = program;
    this.expressions = expressions;
  }

  /// A place whose parts have been evaluated.
  private record Place(Supplier<Object> read, java.util.function.Consumer<Object> write) {}

  private Place place(Expr target, Scope scope) {
    return switch (target) {
      case Expr.LocalGet get ->
          new Place(() -> expressions.value(get, scope), v -> scope.set(get.local(), v));
      case Expr.GlobalGet get ->
          new Place(() -> expressions.value(get, scope), v -> program.set(get.global(), v));
      case Expr.FieldGet get -> {
        Record record = (Record) expressions.value(get.record(), scope);
        yield new Place(() -> expressions.field(get, record), v -> record.set(get.slot(), v));
      }
      case Expr.TableGet get -> {
        Table table = (Table) expressions.value(get.table(), scope);
        Object key = expressions.key(get.index(), scope);
        yield new Place(
            () -> expressions.tableGet(get, table, key), v -> Tables.put(program, table, key, v));
      }
      case Expr.VectorGet get -> {
        Vec vec = (Vec) expressions.value(get.vector(), scope);
        long index = (Long) expressions.value(get.index(), scope);
        yield new Place(
            () -> expressions.element(get, vec, index), v -> setElement(get, vec, index, v));
      }
      case Expr.Slice slice -> {
        Vec vec = (Vec) expressions.value(slice.of(), scope);
        int[] bounds = expressions.bounds(slice, vec::size, scope);
        yield new Place(
            () -> {
              throw new IllegalStateException("a slice is only written");
            },
            v -> {
              Vec by = (Vec) v;
              vec.replace(bounds[0], bounds[1], by == vec ? by.slice(0, by.size()) : by);
            });
      }
      default -> throw new IllegalStateException("no place: " + target);
    };
  }

  private static void setElement(Expr.VectorGet get, Vec vec, long index, Object value) {
    if (get.type() == Basic.ANY) {
      Vectors.setAny(vec, index, value, Expressions.site(get.span(), get.text()));
      return;
    }
    if (!vec.set(index < 0 ? index + vec.size() : index, value)) {
      throw Expressions.error("no such index", get.span(), get.text());
    }
  }

  Object assign(Expr.Assign assign, Scope scope) {
    Object value = expressions.value(assign.value(), scope);
    place(assign.target(), scope).write.accept(value);
    return value;
  }

  Object assignOp(Expr.AssignOp assign, Scope scope) {
    Place place = place(assign.target(), scope);
    Object before = place.read.get();
    Object operand = expressions.value(assign.value(), scope);
    Type type = assign.target().type();
    Object after;
    if (type instanceof VectorType) {
      after = Operators.elementwise(assign.op(), before, operand, type, type, assign.span());
    } else {
      String shown =
          Expressions.text(assign.target().span())
              + " - "
              + Expressions.text(assign.value().span());
      Type common = assign.value().type();
      boolean wider = type.rep() == Type.Rep.LONG && common.rep() == Type.Rep.DOUBLE;
      if (wider) {
        Object left = Operators.convert(program, before, type, common);
        Object result = Operators.apply(assign.op(), left, operand, common, assign.span());
        after = Operators.convert(program, result, common, type);
      } else {
        expressions.warn(assign.op(), before, operand, type, assign.span(), shown);
        after = Operators.apply(assign.op(), before, operand, type, assign.span());
      }
    }
    place.write.accept(after);
    return after;
  }

  Object step(Expr.Step step, Scope scope) {
    Place place = place(step.target(), scope);
    Object before = place.read.get();
    if (before instanceof Vec vec) {
      for (int i = 0; i < vec.size(); i++) {
        if (vec.get(i) instanceof Long number) {
          vec.set(i, number + step.step());
        }
      }
      place.write.accept(vec);
      return vec;
    }
    long number = (Long) before;
    if (step.target().type() == Basic.COUNT && number == 0 && step.step() < 0) {
      expressions.underflow(step.span(), Expressions.text(step.span()));
    }
    Object after = number + step.step();
    place.write.accept(after);
    return after;
  }

  Object grow(Expr.AssignGrow grow, Scope scope) {
    Place place = place(grow.target(), scope);
    Object before = place.read.get();
    Object value = expressions.value(grow.value(), scope);
    Object after = before;
    switch (grow.how()) {
      case VECTOR_APPEND -> ((Vec) before).add(value);
      case VECTOR_APPEND_ALL -> {
        Vec more = ((Vec) value).slice(0, ((Vec) value).size());
        for (int i = 0; i < more.size(); i++) {
          ((Vec) before).add(more.get(i));
        }
      }
      case TABLE_ADD_ALL -> {
        Table more = (Table) value;
        for (Object key : more.keys()) {
          Tables.put(program, (Table) before, key, java.util.Objects.requireNonNull(more.get(key)));
        }
      }
      case TABLE_REMOVE_ALL -> {
        for (Object key : ((Table) value).keys()) {
          Tables.remove(program, (Table) before, key);
        }
      }
      case PATTERN_OR ->
          after = Operators.patterns(Expr.Op.BIT_OR, (Pattern) before, (Pattern) value);
      case PATTERN_AND ->
          after = Operators.patterns(Expr.Op.BIT_AND, (Pattern) before, (Pattern) value);
    }
    if (grow.target() instanceof Expr.TableGet || after != before) {
      place.write.accept(after);
    }
    return after;
  }
}
