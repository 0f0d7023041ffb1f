package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.source.Span;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Expr;
import org.brood.script.tree.Global;
import org.brood.script.tree.Local;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.TypeType;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Names, fields and elements, and what may be assigned to them.
final class Access {
  private final Checks checks;

  Access(Checks checks) {
    this.checks = checks;
  }

  Expr name(org.brood.script.syntax.Expr.Name name, Frame frame) {
    Local local = frame.find(name.name());
    if (local != null) {
      if (frame.isOutOfScope(name.name())) {
        Subject declared = new Subject(frame.span(name.name()), name.name());
        checks.diagnostics.error(
            declared, "use of out-of-scope local; move declaration to outer scope");
      }
      return new Expr.LocalGet(local, name.span());
    }
    if (frame.isInOuter(name.name())) {
      checks.lambdas.notCaptured(name.name(), frame);
      return Checks.broken(name.span());
    }
    if (Symbols.localPart(name.name()).equals("_")) {
      String full = Symbols.fullName(name.name(), frame.module());
      checks.diagnostics.error(
          new Subject(name.span(), full), "blank identifier used in expression");
      return Checks.broken(name.span());
    }
    Symbol symbol = checks.symbols.use(name.name(), frame.module(), frame.visible(), name.span());
    if (symbol == null) {
      checks.diagnostics.error(
          name.span(),
          "unknown identifier " + name.name() + ", at or near \"" + name.name() + "\"",
          checks.symbols.suggestions(name.name(), frame.module()));
      return Checks.broken(name.span());
    }
    checks.types.deprecated(symbol.name(), symbol.common().deprecated(), name.span());
    return switch (symbol) {
      case Symbol.Variable(Global global, _) -> new Expr.GlobalGet(global, name.span());
      case Symbol.Callable(var function, _) -> new Expr.FunctionGet(function, name.span());
      case Symbol.Named(_, Type type, _) -> new Expr.TypeConst(new TypeType(type), name.span());
      case Symbol.Enumerator(EnumType.Item item, _) -> new Expr.EnumConst(item, name.span());
    };
  }

  Expr field(org.brood.script.syntax.Expr.Field field, Frame frame) {
    Expr record = checks.expressions.check(field.record(), frame);
    if (Checks.isBroken(record)) {
      return record;
    }
    Subject subject = Checks.subject(field);
    if (!(record.type() instanceof RecordType type)) {
      checks.diagnostics.error(subject, "not a record");
      return Checks.broken(field.span());
    }
    int slot = type.slot(field.name());
    if (slot < 0) {
      checks.diagnostics.error(subject, "no such field in record", similar(type, field.name()));
      return Checks.broken(field.span());
    }
    deprecated(type, slot, subject);
    return new Expr.FieldGet(
        record, type, slot, type.field(slot).type(), subject.text(), field.span());
  }

  /// Warns when a deprecated field is used.
  void deprecated(RecordType type, int slot, Subject subject) {
    deprecated(type, slot, "$", subject);
  }

  private void deprecated(RecordType type, int slot, String operator, Subject subject) {
    String reason = type.field(slot).deprecated();
    if (reason != null) {
      String name = type.name() + operator + type.field(slot).name();
      checks.diagnostics.deprecation(
          subject, "deprecated (" + name + ")" + (reason.isEmpty() ? "" : ": " + reason));
    }
  }

  private static String[] similar(RecordType type, String name) {
    int limit = Math.max(1, name.length() / 3) + 1;
    String best = "";
    for (RecordType.Field field : type.fields()) {
      int distance = Symbols.distance(field.name(), name, limit);
      if (distance < limit) {
        limit = distance;
        best = field.name();
      }
    }
    return best.isEmpty() ? new String[0] : new String[] {"did you mean " + best + "?"};
  }

  Expr hasField(org.brood.script.syntax.Expr.HasField field, Frame frame) {
    Expr record = checks.expressions.check(field.record(), frame);
    if (Checks.isBroken(record)) {
      return record;
    }
    if (!(record.type() instanceof RecordType type)) {
      return checks.broken(field, "not a record");
    }
    int slot = type.slot(field.name());
    if (slot < 0) {
      checks.diagnostics.error(
          Checks.subject(field), "no such field in record", similar(type, field.name()));
      return Checks.broken(field.span());
    }
    deprecated(type, slot, "?$", Checks.subject(field));
    return new Expr.HasField(record, type, slot, field.span());
  }

  Expr index(org.brood.script.syntax.Expr.Index index, Frame frame) {
    Expr container = checks.expressions.check(index.container(), frame);
    if (Checks.isBroken(container)) {
      index.indices().forEach(part -> checks.expressions.check(part, frame));
      return container;
    }
    return switch (container.type()) {
      case TableType table -> tableIndex(container, table, index, frame);
      case VectorType vector when index.indices().size() == 1 ->
          vectorIndex(container, vector, index, frame);
      case Basic basic when basic == Basic.STRING -> stringIndex(container, index, frame);
      default -> notIndexable(container.type(), index);
    };
  }

  private Expr notIndexable(Type type, org.brood.script.syntax.Expr source) {
    return checks.broken(
        source,
        "expression with type '" + Conversions.kind(type) + "' is not a type that can be indexed");
  }

  private Expr tableIndex(
      Expr container, TableType table, org.brood.script.syntax.Expr.Index index, Frame frame) {
    Type value = table.value();
    List<Expr> parts = columns(index.indices(), table, frame);
    if (parts.stream().anyMatch(Checks::isBroken)) {
      return Checks.broken(index.span());
    }
    String text = Describe.expression(index);
    if (value != null && isPatternLookup(table, parts)) {
      Type found = new VectorType(value);
      return new Expr.TableGet(container, table, parts, found, text, index.span());
    }
    List<Expr> converted = key(parts, table, index.indices(), index);
    return converted == null
        ? notIndexable(table, index)
        : new Expr.TableGet(
            container, table, converted, value == null ? Basic.VOID : value, text, index.span());
  }

  /// The parts of an index, each checked with the type of its column in mind.
  List<Expr> columns(List<org.brood.script.syntax.Expr> indices, TableType table, Frame frame) {
    List<Expr> parts = new ArrayList<>();
    for (int i = 0; i < indices.size(); i++) {
      Type hint = i < table.index().size() ? table.index().get(i) : null;
      parts.add(checks.expressions.check(indices.get(i), hint, frame));
    }
    return parts;
  }

  private static boolean isPatternLookup(TableType table, List<Expr> parts) {
    return table.index().size() == 1
        && table.index().getFirst() == Basic.PATTERN
        && parts.size() == 1
        && parts.getFirst().type() == Basic.STRING;
  }

  /// An index as the types of the table, or null. An address may look into subnets, a string into
  /// patterns.
  @Nullable List<Expr> key(
      List<Expr> parts,
      TableType table,
      List<org.brood.script.syntax.Expr> sources,
      org.brood.script.syntax.Expr whole) {
    if (parts.size() == 1 && table.index().size() == 1) {
      Type column = table.index().getFirst();
      Type given = parts.getFirst().type();
      boolean loose =
          column == Basic.SUBNET && given == Basic.ADDR
              || column == Basic.PATTERN && given == Basic.STRING;
      if (loose) {
        return parts;
      }
    }
    if (parts.size() != table.index().size()) {
      checks.diagnostics.error(
          new Subject(checks.place(table), listOf(table.index())),
          new Subject(whole.span(), Describe.expressions(sources)),
          "indexing mismatch");
      return null;
    }
    return checks.conversions.index(parts, table.index(), sources);
  }

  static String listOf(List<Type> types) {
    List<String> names = types.stream().map(Checks::describe).toList();
    return "list of " + String.join(",", names);
  }

  private Expr vectorIndex(
      Expr container, VectorType vector, org.brood.script.syntax.Expr.Index index, Frame frame) {
    org.brood.script.syntax.Expr source = index.indices().getFirst();
    Expr at = checks.expressions.check(source, frame);
    if (Checks.isBroken(at)) {
      return at;
    }
    if (at.type() instanceof VectorType(Type element)) {
      boolean selects = element == Basic.BOOL || Types.isIntegral(element);
      return selects
          ? new Expr.VectorSelect(container, at, vector, index.span())
          : notIndexable(vector, index);
    }
    if (at.type() == Basic.ANY) {
      at = new Expr.Coerce(at, Basic.INT, at.span());
    }
    if (!Types.isIntegral(at.type())) {
      return notIndexable(vector, index);
    }
    return new Expr.VectorGet(
        container, at, vector.element(), Describe.expression(index), index.span());
  }

  private Expr stringIndex(Expr container, org.brood.script.syntax.Expr.Index index, Frame frame) {
    if (index.indices().size() != 1) {
      return checks.broken(index, "invalid string index expression");
    }
    Expr at = checks.conversions.checked(index.indices().getFirst(), Basic.INT, frame);
    return Checks.isBroken(at) ? at : new Expr.StringGet(container, at, index.span());
  }

  Expr slice(org.brood.script.syntax.Expr.Slice slice, Frame frame) {
    Expr of = checks.expressions.check(slice.container(), frame);
    Expr low = bound(slice.low(), frame);
    Expr high = bound(slice.high(), frame);
    if (Checks.isBroken(of)) {
      return of;
    }
    if (of.type() != Basic.STRING && !(of.type() instanceof VectorType)) {
      return checks.broken(
          slice, "slice notation indexing only supported for strings and vectors currently");
    }
    return new Expr.Slice(of, low, high, of.type(), slice.span());
  }

  private @Nullable Expr bound(org.brood.script.syntax.Expr source, Frame frame) {
    if (source instanceof org.brood.script.syntax.Expr.Absent) {
      return null;
    }
    Expr value = checks.expressions.check(source, frame);
    if (!Types.isIntegral(value.type()) && !Checks.isBroken(value)) {
      checks.diagnostics.error(
          source.span(), "slice notation must have integral values as indexes");
      return Checks.broken(source.span());
    }
    return checks.conversions.number(value, Basic.INT, source);
  }

  Expr assign(org.brood.script.syntax.Expr.Assign assign, Frame frame) {
    Expr place = checks.expressions.check(assign.target(), frame);
    Expr value = checks.expressions.check(assign.value(), place.type(), frame);
    Expr target = assignable(place, assign.target(), frame);
    if (!Checks.isBroken(target) && checks.constructors.clashes(value, assign.value())) {
      checks.diagnostics.error(
          new Subject(
              assign.span(),
              () ->
                  Describe.expression(assign.target())
                      + " = "
                      + checks.constructors.shown(assign.value())),
          "type clash in assignment");
    }
    if (Checks.isBroken(target) || Checks.isBroken(value)) {
      return Checks.broken(assign.span());
    }
    Expr converted =
        checks.conversions.assigned(value, target.type(), assign.value(), Checks.subject(assign));
    return converted == null
        ? Checks.broken(assign.span())
        : new Expr.Assign(target, converted, assign.span());
  }

  /// Checks an expression that is assigned to.
  Expr target(org.brood.script.syntax.Expr source, Frame frame) {
    return assignable(checks.expressions.check(source, frame), source, frame);
  }

  private Expr assignable(Expr target, org.brood.script.syntax.Expr source, Frame frame) {
    return switch (target) {
      case Expr.LocalGet(Local local, Span span) -> {
        if (frame.isConstant(local)) {
          checks.error(source, "const is not a modifiable lvalue");
          yield Checks.broken(span);
        }
        yield target;
      }
      case Expr.GlobalGet(Global global, Span span) -> {
        if (global.kind() != Global.Kind.GLOBAL) {
          String kind = global.kind() == Global.Kind.CONST ? "const" : "option";
          checks.error(source, kind + " is not a modifiable lvalue");
          yield Checks.broken(span);
        }
        yield target;
      }
      case Expr.FunctionGet(_, Span span) -> {
        checks.error(source, "const is not a modifiable lvalue");
        yield Checks.broken(span);
      }
      case Expr.FieldGet _, Expr.VectorGet _ -> target;
      case Expr.TableGet get -> {
        if (get.type() == Basic.VOID) {
          yield checks.broken(source, "illegal assignment target");
        }
        yield target;
      }
      case Expr.Slice slice when slice.type() instanceof VectorType -> target;
      default ->
          Checks.isBroken(target) ? target : checks.broken(source, "illegal assignment target");
    };
  }
}
