package org.brood.script.check;

import java.util.ArrayList;
import java.util.List;
import org.brood.script.source.Diagnostic.Subject;
import org.brood.script.syntax.Describe;
import org.brood.script.tree.Expr;
import org.brood.script.type.Basic;
import org.brood.script.type.RecordType;
import org.brood.script.type.Type;
import org.brood.script.type.Types;
import org.jspecify.annotations.Nullable;

/// Constructors of records.
final class RecordConstructors {
  private final Checks checks;

  RecordConstructors(Checks checks) {
    this.checks = checks;
  }

  /// `[$a=1]`: a record of the type that its place has, or of a type of its own.
  Expr record(
      org.brood.script.syntax.Expr.RecordConstructor source, @Nullable Type hint, Frame frame) {
    return hint instanceof RecordType type
        ? coerced(source, type, frame)
        : anonymous(source, frame);
  }

  private Expr anonymous(org.brood.script.syntax.Expr.RecordConstructor source, Frame frame) {
    RecordType type = new RecordType("");
    List<Expr.FieldInit> fields = new ArrayList<>();
    boolean broken = false;
    for (org.brood.script.syntax.Expr.FieldAssign field : source.fields()) {
      Expr value = checks.expressions.check(field.value(), frame);
      if (type.slot(field.name()) >= 0) {
        checks.error(field, "duplicate field '" + field.name() + "' found in record definition");
        broken = true;
        continue;
      }
      broken |= Checks.isBroken(value);
      type.add(new RecordType.Field(field.name(), value.type(), false, false, false, null));
      fields.add(new Expr.FieldInit(type.slot(field.name()), value));
    }
    if (broken) {
      return Checks.broken(source.span());
    }
    checks.records.add(type);
    return new Expr.RecordNew(type, List.copyOf(fields), source.span());
  }

  private Expr coerced(
      org.brood.script.syntax.Expr.RecordConstructor source, RecordType type, Frame frame) {
    Subject subject = Conversions.coercion(source, type);
    List<Expr.FieldInit> fields = new ArrayList<>();
    boolean[] given = new boolean[type.size()];
    for (org.brood.script.syntax.Expr.FieldAssign field : source.fields()) {
      int slot = type.slot(field.name());
      if (slot < 0) {
        checks.diagnostics.error(
            subject, "orphaned field \"" + field.name() + "\" in record coercion");
        return Checks.broken(source.span());
      }
      Type wanted = type.field(slot).type();
      Expr value = checks.expressions.check(field.value(), wanted, frame);
      Expr converted = fieldValue(value, wanted, field, subject);
      if (Checks.isBroken(converted)) {
        return converted;
      }
      checks.access.deprecated(type, slot, subject);
      given[slot] = true;
      fields.add(new Expr.FieldInit(slot, converted));
    }
    for (int slot = 0; slot < given.length; slot++) {
      RecordType.Field field = type.field(slot);
      if (!given[slot] && !field.optional() && !field.hasDefault()) {
        checks.diagnostics.error(subject, "non-optional field \"" + field.name() + "\" missing");
        return Checks.broken(source.span());
      }
    }
    return new Expr.RecordNew(type, List.copyOf(fields), source.span());
  }

  private Expr fieldValue(
      Expr value, Type wanted, org.brood.script.syntax.Expr.FieldAssign field, Subject subject) {
    if (Checks.isBroken(value)) {
      return value;
    }
    boolean numbers = Types.isNumeric(value.type()) && Types.isNumeric(wanted);
    boolean literal = value.type() == Basic.COUNT && wanted == Basic.INT;
    boolean loses = numbers && !literal && Conversions.highest(value.type(), wanted) != wanted;
    boolean mixes =
        !numbers
            && (Types.isNumeric(value.type()) || Types.isNumeric(wanted))
            && value.type() != Basic.ANY
            && wanted != Basic.ANY;
    if (loses || mixes) {
      checks.diagnostics.error(
          subject,
          checks.typeSubject(value.type()),
          "type clash for field \"" + field.name() + "\"");
      return Checks.broken(field.span());
    }
    Expr converted = checks.conversions.convert(value, wanted, field.value());
    return converted == null ? Checks.broken(field.span()) : converted;
  }

  /// `T($a=1)`.
  Expr namedRecord(RecordType type, org.brood.script.syntax.Expr.Call source, Frame frame) {
    Subject subject =
        new Subject(
            source.span(),
            () -> type.name() + "(" + Describe.expressions(source.arguments()) + ")");
    List<Expr.FieldInit> fields = new ArrayList<>();
    boolean[] given = new boolean[type.size()];
    boolean broken = false;
    for (org.brood.script.syntax.Expr argument : source.arguments()) {
      if (!(argument
          instanceof org.brood.script.syntax.Expr.FieldAssign(String name, var expr, _))) {
        checks.diagnostics.error(
            subject, Checks.subject(argument), "bad type in record constructor");
        broken = true;
        continue;
      }
      int slot = type.slot(name);
      if (slot < 0) {
        checks.diagnostics.error(subject, Checks.subject(argument), "no such field in record");
        broken = true;
        continue;
      }
      Expr value = checks.conversions.checked(expr, type.field(slot).type(), frame);
      broken |= Checks.isBroken(value);
      given[slot] = true;
      checks.access.deprecated(type, slot, subject);
      fields.add(new Expr.FieldInit(slot, value));
    }
    if (broken) {
      return Checks.broken(source.span());
    }
    for (int slot = 0; slot < given.length; slot++) {
      RecordType.Field field = type.field(slot);
      if (!given[slot]
          && !field.optional()
          && !field.hasDefault()
          && !Types.startsEmpty(field.type())) {
        checks.diagnostics.error(subject, "mandatory field \"" + field.name() + "\" missing");
        return Checks.broken(source.span());
      }
    }
    return new Expr.RecordNew(type, List.copyOf(fields), source.span());
  }
}
