package org.brood.script.syntax;

import java.util.List;
import org.brood.script.source.Span;

/// A type as it is written.
public sealed interface TypeExpr {
  Span span();

  /// No type was written: it follows from the initial value.
  record Inferred(Span span) implements TypeExpr {}

  /// A type that one word names.
  record Basic(Kind kind, Span span) implements TypeExpr {}

  /// A name that a `type` declaration gave.
  record Named(String name, Span span) implements TypeExpr {}

  record Table(List<TypeExpr> index, TypeExpr yield, Span span) implements TypeExpr {}

  record Set(List<TypeExpr> index, Span span) implements TypeExpr {}

  record Vector(TypeExpr element, Span span) implements TypeExpr {}

  record RecordType(List<Field> fields, Span span) implements TypeExpr {}

  record Enum(List<EnumValue> values, Span span) implements TypeExpr {}

  record File(TypeExpr element, Span span) implements TypeExpr {}

  record Opaque(String name, Span span) implements TypeExpr {}

  record Function(Signature signature, Span span) implements TypeExpr {}

  /// The words that are types.
  enum Kind {
    BOOL,
    INT,
    COUNT,
    DOUBLE,
    TIME,
    INTERVAL,
    STRING,
    PATTERN,
    PORT,
    ADDR,
    SUBNET,
    ANY,
    /// What a function without a result yields: cannot be written.
    VOID
  }

  /// Which of the three things that have parameters it is.
  enum Flavor {
    FUNCTION,
    EVENT,
    HOOK
  }

  /// Parameters and result.
  ///
  /// @param result what a function yields; [Kind#VOID] when nothing is written
  record Signature(Flavor flavor, List<Field> parameters, TypeExpr result, Span span) {}

  /// A field of a record, or a parameter.
  record Field(String name, TypeExpr type, List<Attr> attributes, Span span) {}

  /// @param number the number that is written, or -1
  record EnumValue(String name, long number, List<Attr> attributes, Span span) {}
}
