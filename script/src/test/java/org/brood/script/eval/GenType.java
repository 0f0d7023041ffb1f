package org.brood.script.eval;

import java.util.List;

/// A type of a random program.
///
/// @param parts index and value types of a table, the element of a set or vector, the parameter and
///   the result of a function, the types of a record's fields
/// @param name of a record or enumeration
record GenType(Kind kind, List<GenType> parts, String name) {
  /// The kinds of types.
  enum Kind {
    BOOL,
    COUNT,
    INT,
    DOUBLE,
    STRING,
    INTERVAL,
    TIME,
    ADDR,
    SUBNET,
    PORT,
    ENUM,
    PATTERN,
    VECTOR,
    SET,
    TABLE,
    RECORD,
    FUNCTION
  }

  /// The kinds that have no parts.
  static final List<Kind> SCALARS =
      List.of(
          Kind.BOOL,
          Kind.COUNT,
          Kind.COUNT,
          Kind.INT,
          Kind.DOUBLE,
          Kind.STRING,
          Kind.STRING,
          Kind.INTERVAL,
          Kind.TIME,
          Kind.ADDR,
          Kind.SUBNET,
          Kind.PORT,
          Kind.ENUM);

  static final GenType BOOL = of(Kind.BOOL);
  static final GenType COUNT = of(Kind.COUNT);
  static final GenType INT = of(Kind.INT);
  static final GenType DOUBLE = of(Kind.DOUBLE);
  static final GenType STRING = of(Kind.STRING);
  static final GenType INTERVAL = of(Kind.INTERVAL);
  static final GenType TIME = of(Kind.TIME);
  static final GenType ADDR = of(Kind.ADDR);
  static final GenType SUBNET = of(Kind.SUBNET);
  static final GenType PORT = of(Kind.PORT);
  static final GenType PATTERN = of(Kind.PATTERN);

  static GenType of(Kind kind, GenType... parts) {
    return new GenType(kind, List.of(parts), kind == Kind.ENUM ? "Color" : "");
  }

  GenType first() {
    return parts.getFirst();
  }

  GenType last() {
    return parts.getLast();
  }

  boolean isContainer() {
    return kind == Kind.VECTOR || kind == Kind.SET || kind == Kind.TABLE;
  }

  boolean isNumber() {
    return kind == Kind.COUNT || kind == Kind.INT || kind == Kind.DOUBLE;
  }

  /// The type as it is written.
  String text() {
    return switch (kind) {
      case BOOL, COUNT, INT, DOUBLE, STRING, INTERVAL, TIME, ADDR, SUBNET, PORT, PATTERN ->
          kind.name().toLowerCase(java.util.Locale.ROOT);
      case ENUM, RECORD -> name;
      case VECTOR -> "vector of " + first().text();
      case SET -> "set[" + first().text() + "]";
      case TABLE -> "table[" + first().text() + "] of " + last().text();
      case FUNCTION -> "function(x: " + first().text() + "): " + last().text();
    };
  }
}
