package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.type.TableType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.brood.script.type.VectorType;
import org.jspecify.annotations.Nullable;

/// Implicit conversions: what Zeek converts by itself when a value meets the type of its place.
final class Conversions {
  private static final String ANY_ANALYZER = "AllAnalyzers::Tag";
  private static final Set<String> ANALYZERS =
      Set.of("Analyzer::Tag", "PacketAnalyzer::Tag", "Files::Tag");

  private final Checks checks;

  Conversions(Checks checks) {
    this.checks = checks;
  }

  /// Checks an expression and converts it to the type of its place.
  Expr checked(org.brood.script.syntax.Expr source, Type target, Frame frame) {
    Expr value = checks.expressions.check(source, target, frame);
    Expr converted = convert(value, target, source);
    return converted == null ? Checks.broken(source.span()) : converted;
  }

  /// Converts a value, or reports why not and returns null.
  @Nullable Expr convert(Expr value, Type target, org.brood.script.syntax.Expr source) {
    Type type = value.type();
    if (type == Basic.ERROR || target == Basic.ERROR || type == target) {
      return value;
    }
    if (type == Basic.VOID) {
      return fail(source, "value of type void illegal");
    }
    if (target == Basic.ANY) {
      return new Expr.Coerce(value, Basic.ANY, value.span());
    }
    if (type == Basic.ANY) {
      return new Expr.Coerce(value, target, value.span());
    }
    if (Types.isNumeric(type) || Types.isNumeric(target)) {
      return convertNumber(value, target, source);
    }
    if (type instanceof RecordType from && target instanceof RecordType to) {
      return convertRecord(value, from, to, source);
    }
    return convertOther(value, target, source);
  }

  private @Nullable Expr fail(org.brood.script.syntax.Expr source, String message) {
    checks.error(source, message);
    return null;
  }

  private @Nullable Expr fail(Type target, org.brood.script.syntax.Expr source, String message) {
    checks.diagnostics.error(checks.typeSubject(target), Checks.subject(source), message);
    return null;
  }

  private @Nullable Expr convertNumber(
      Expr value, Type target, org.brood.script.syntax.Expr source) {
    if (!Types.isNumeric(value.type()) || !Types.isNumeric(target)) {
      return fail(target, source, "arithmetic mixed with non-arithmetic");
    }
    if (highest(value.type(), target) != target) {
      return fail(target, source, "over-promotion of arithmetic value");
    }
    return number(value, target, source);
  }

  /// The type that holds both numbers.
  static Basic highest(Type a, Type b) {
    if (a == Basic.DOUBLE || b == Basic.DOUBLE) {
      return Basic.DOUBLE;
    }
    return a == Basic.INT || b == Basic.INT ? Basic.INT : Basic.COUNT;
  }

  /// A number as another numeric type (or time, or interval), whatever it may lose.
  Expr number(Expr value, Type target, org.brood.script.syntax.Expr source) {
    if (value.type() == target) {
      return value;
    }
    if (value instanceof Expr.LongConst(long number, Type type, _)) {
      if (target.rep() == Type.Rep.DOUBLE) {
        double real = type == Basic.COUNT ? unsigned(number) : number;
        return new Expr.DoubleConst(real, target, value.span());
      }
      if (target == Basic.INT && number < 0) {
        checks.diagnostics.error(
            checks.typeSubject(target),
            Checks.subject(source),
            "overflow promoting from unsigned/double to signed arithmetic value");
        return Checks.broken(source.span());
      }
      if (number >= 0) {
        return new Expr.LongConst(number, target, value.span());
      }
    }
    if (value instanceof Expr.DoubleConst(double number, _, _) && target.rep() == Type.Rep.DOUBLE) {
      return new Expr.DoubleConst(number, target, value.span());
    }
    return new Expr.Coerce(value, target, value.span());
  }

  private static double unsigned(long number) {
    return number >= 0 ? number : (number >>> 1 | number & 1) * 2.0;
  }

  private @Nullable Expr convertRecord(
      Expr value, RecordType from, RecordType to, org.brood.script.syntax.Expr source) {
    if (Types.same(from, to)) {
      return new Expr.Coerce(value, to, value.span());
    }
    if (!compatible(from, to)) {
      return fail(to, source, "incompatible record types");
    }
    return coerceRecord(value, from, to, source);
  }

  /// Whether the fields that two records share can be converted.
  private static boolean compatible(RecordType from, RecordType to) {
    for (RecordType.Field field : from.fields()) {
      int slot = to.slot(field.name());
      if (slot >= 0 && !compatible(field.type(), to.field(slot).type())) {
        return false;
      }
    }
    return true;
  }

  private static boolean compatible(Type from, Type to) {
    if (Types.same(from, to) || (Types.isNumeric(from) && Types.isNumeric(to))) {
      return true;
    }
    if (isUnspecified(from) && sameKind(from, to)) {
      return true;
    }
    return from instanceof RecordType a && to instanceof RecordType b && compatible(a, b);
  }

  static boolean isUnspecified(Type type) {
    return type instanceof TableType table && table.isUnspecified()
        || type instanceof VectorType vector && vector.isUnspecified();
  }

  private static boolean sameKind(Type a, Type b) {
    return a instanceof TableType x && b instanceof TableType y && x.isSet() == y.isSet()
        || a instanceof VectorType && b instanceof VectorType;
  }

  /// What messages show of a record that becomes another.
  static Subject coercion(org.brood.script.syntax.Expr source, RecordType to) {
    return new Subject(
        source.span(),
        () -> "(coerce " + Describe.expression(source) + " to " + Checks.describe(to) + ")");
  }

  /// A record as another type of record: each of its fields has to have a place there.
  @Nullable Expr coerceRecord(
      Expr value, RecordType from, RecordType to, org.brood.script.syntax.Expr source) {
    Subject subject = coercion(source, to);
    for (RecordType.Field field : from.fields()) {
      int slot = to.slot(field.name());
      if (slot < 0) {
        checks.diagnostics.error(
            subject, "orphaned field \"" + field.name() + "\" in record coercion");
        return null;
      }
      Type wanted = to.field(slot).type();
      boolean loses =
          Types.isNumeric(field.type())
              && Types.isNumeric(wanted)
              && highest(field.type(), wanted) != wanted;
      if (loses || !compatible(field.type(), wanted)) {
        checks.diagnostics.error(
            subject,
            checks.typeSubject(field.type()),
            "type clash for field \"" + field.name() + "\"");
        return null;
      }
    }
    for (RecordType.Field field : to.fields()) {
      if (from.slot(field.name()) < 0 && !field.optional() && !field.hasDefault()) {
        checks.diagnostics.error(subject, "non-optional field \"" + field.name() + "\" missing");
        return null;
      }
    }
    return new Expr.Coerce(value, to, value.span());
  }

  private @Nullable Expr convertOther(
      Expr value, Type target, org.brood.script.syntax.Expr source) {
    Type type = value.type();
    if (type instanceof TableType table && target instanceof TableType wanted) {
      Expr shaped = shapeTable(value, table, wanted);
      if (shaped != null) {
        return shaped;
      }
    }
    if (type instanceof VectorType vector
        && target instanceof VectorType wanted
        && vector.isUnspecified()) {
      return value instanceof Expr.VectorNew(_, List<Expr> elements, _)
          ? new Expr.VectorNew(wanted, elements, value.span())
          : new Expr.Coerce(value, wanted, value.span());
    }
    if (!same(type, target, source)) {
      return fail(target, source, "type clash");
    }
    return value;
  }

  /// An empty table or set that takes the type of its place; null if it does not fit.
  private static @Nullable Expr shapeTable(Expr value, TableType type, TableType wanted) {
    if (!type.isUnspecified()) {
      return null;
    }
    if (value instanceof Expr.TableNew(_, List<Expr.Entry> entries, var attrs, var span)) {
      return type.isSet() == wanted.isSet()
          ? new Expr.TableNew(wanted, entries, attrs, span)
          : null;
    }
    return type.isSet() == wanted.isSet() ? new Expr.Coerce(value, wanted, value.span()) : null;
  }

  /// Whether two types are the same; enumerations may be mixed, which Zeek warns of.
  boolean same(Type a, Type b, org.brood.script.syntax.Expr source) {
    if (a instanceof EnumType x && b instanceof EnumType y && x != y && !related(x, y)) {
      checks.diagnostics.deprecation(
          new Subject(source.span(), ""),
          "Remove in v9.1. Mixing incompatible enum types "
              + x.name()
              + " and "
              + y.name()
              + " will become an error.");
      return true;
    }
    return Types.same(a, b);
  }

  /// The tags of all kinds of analyzers are values of one common enumeration too.
  private static boolean related(EnumType a, EnumType b) {
    return a.name().equals(ANY_ANALYZER) && ANALYZERS.contains(b.name())
        || b.name().equals(ANY_ANALYZER) && ANALYZERS.contains(a.name());
  }

  /// The value of an assignment, as the type of what it is assigned to.
  ///
  /// @param whole the assignment, for messages
  @Nullable Expr assigned(
      Expr value, Type target, org.brood.script.syntax.Expr source, Subject whole) {
    Type type = value.type();
    if (type == Basic.ERROR || target == Basic.ERROR || type == target) {
      return value;
    }
    if (type == Basic.VOID) {
      checks.diagnostics.error(whole, "can't assign void value");
      return null;
    }
    if (type == Basic.ANY || target == Basic.ANY) {
      return convert(value, target, source);
    }
    if (type instanceof EnumType != target instanceof EnumType) {
      checks.diagnostics.error(whole, "can't convert to/from enumerated type");
      return null;
    }
    if (Types.isNumeric(target)) {
      return assignedNumber(value, target, source, whole);
    }
    if (target == Basic.TIME && isZero(value)) {
      return new Expr.DoubleConst(0, Basic.TIME, value.span());
    }
    if (type instanceof RecordType from && target instanceof RecordType to) {
      return Types.same(from, to)
          ? new Expr.Coerce(value, to, value.span())
          : coerceRecord(value, from, to, source);
    }
    if (isUnspecified(type) && sameKind(type, target)) {
      return convertOther(value, target, source);
    }
    if (!same(type, target, source)) {
      checks.diagnostics.error(whole, "type clash in assignment");
      return null;
    }
    return value;
  }

  private @Nullable Expr assignedNumber(
      Expr value, Type target, org.brood.script.syntax.Expr source, Subject whole) {
    Type type = value.type();
    if (!Types.isNumeric(type)) {
      String kinds = Checks.describe(target) + "/" + kind(type);
      checks.diagnostics.error(
          whole, "assignment of non-arithmetic value to arithmetic (" + kinds + ")");
      return null;
    }
    if (type == Basic.DOUBLE && target != Basic.DOUBLE) {
      checks.diagnostics.warning(whole, "dangerous assignment of double to integral");
    } else if (type == Basic.INT && target == Basic.COUNT) {
      checks.diagnostics.warning(whole, "dangerous assignment of integer to count");
    }
    return number(value, target, source);
  }

  /// The word for a kind of type: `table` for all tables.
  static String kind(Type type) {
    return switch (type) {
      case Basic basic -> basic.describe();
      case EnumType _ -> "enum";
      case RecordType _ -> "record";
      case TableType table -> table.isSet() ? "set" : "table";
      case VectorType _ -> "vector";
      case FuncType _ -> "func";
      case org.brood.script.type.OpaqueType _ -> "opaque";
      case org.brood.script.type.TypeType _ -> "type";
    };
  }

  static boolean isZero(Expr value) {
    return value instanceof Expr.LongConst(long number, _, _) && number == 0
        || value instanceof Expr.DoubleConst(double real, _, _) && real == 0;
  }

  /// Several values as the types of an index, or null when they do not fit.
  @Nullable List<Expr> index(
      List<Expr> values, List<Type> types, List<org.brood.script.syntax.Expr> sources) {
    return index(values, types, sources, true);
  }

  /// @param names whether the value and the type that do not fit are named once more
  @Nullable List<Expr> index(
      List<Expr> values,
      List<Type> types,
      List<org.brood.script.syntax.Expr> sources,
      boolean names) {
    List<Expr> converted = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      Expr one = convert(values.get(i), types.get(i), sources.get(i));
      if (one == null && names) {
        checks.diagnostics.error(
            Checks.subject(sources.get(i)), checks.typeSubject(types.get(i)), "type mismatch");
      }
      if (one == null) {
        return null;
      }
      converted.add(one);
    }
    return converted;
  }

  /// The type that holds values of both types, or null when there is none.
  @Nullable Type merged(Type a, Type b) {
    if (a == b || b == Basic.ERROR) {
      return a;
    }
    if (a == Basic.ERROR) {
      return b;
    }
    if (Types.isNumeric(a) && Types.isNumeric(b)) {
      return highest(a, b);
    }
    return switch (a) {
      case TableType x when b instanceof TableType y -> mergedTable(x, y);
      case VectorType x when b instanceof VectorType y -> {
        if (x.isUnspecified() || y.isUnspecified()) {
          yield x.isUnspecified() ? y : x;
        }
        Type element = merged(x.element(), y.element());
        yield element == null ? null : new VectorType(element);
      }
      case RecordType x when b instanceof RecordType y -> mergedRecord(x, y);
      case EnumType _ -> null;
      default -> a.equals(b) || (a instanceof FuncType && Types.same(a, b)) ? a : null;
    };
  }

  private @Nullable Type mergedTable(TableType a, TableType b) {
    if (a.isUnspecified() || b.isUnspecified()) {
      return a.isUnspecified() ? b : a;
    }
    if (a.index().size() != b.index().size()) {
      return null;
    }
    List<Type> index = new ArrayList<>();
    for (int i = 0; i < a.index().size(); i++) {
      Type type = merged(a.index().get(i), b.index().get(i));
      if (type == null) {
        return null;
      }
      index.add(type);
    }
    Type x = a.value();
    Type y = b.value();
    if (x == null || y == null) {
      return x == y ? new TableType(index, null) : null;
    }
    Type value = merged(x, y);
    return value == null ? null : new TableType(index, value);
  }

  private @Nullable Type mergedRecord(RecordType a, RecordType b) {
    if (!a.name().isEmpty() && Types.same(a, b)) {
      return a;
    }
    RecordType all = new RecordType("");
    for (RecordType.Field field : a.fields()) {
      int slot = b.slot(field.name());
      Type type = slot < 0 ? field.type() : merged(field.type(), b.field(slot).type());
      if (type == null) {
        return null;
      }
      boolean optional = field.optional() || slot < 0;
      all.add(new RecordType.Field(field.name(), type, optional, false, field.log(), null));
    }
    for (RecordType.Field field : b.fields()) {
      if (a.slot(field.name()) < 0) {
        all.add(new RecordType.Field(field.name(), field.type(), true, false, field.log(), null));
      }
    }
    checks.records.add(all);
    return all;
  }
}
