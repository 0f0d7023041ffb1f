package org.brood.script.type;

/// A type of the Zeek language.
public sealed interface Type
    permits Basic, EnumType, RecordType, TableType, VectorType, FuncType, OpaqueType, TypeType {

  /// The type as `type_name()` and error messages print it, such as `table[addr] of count`.
  String describe();

  /// How a value of this type lies in a Java variable.
  default Rep rep() {
    return Rep.REF;
  }

  /// The Java representation of a type's values: four, and no more, so that generated code stays
  /// simple.
  enum Rep {
    /// No value.
    VOID,
    /// `bool`: a Java `boolean`.
    BOOL,
    /// `count` and `int`: a Java `long`.
    LONG,
    /// `double`, `time` (seconds since the epoch) and `interval` (seconds): a Java `double`.
    DOUBLE,
    /// All others: a reference to an object of `org.brood.script.value`.
    REF
  }
}
