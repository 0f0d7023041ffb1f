package org.brood.link;

/// The first byte of each value and of each type: numbers that must never change their meaning
/// within one version of the format.
final class Tag {
  static final int UNSET = 0;
  static final int BOOL = 1;
  static final int COUNT = 2;
  static final int INT = 3;
  static final int DOUBLE = 4;
  static final int TIME = 5;
  static final int INTERVAL = 6;
  static final int STRING = 7;
  static final int PATTERN = 8;
  static final int PORT = 9;
  static final int ADDR = 10;
  static final int SUBNET = 11;
  static final int ENUM = 12;
  static final int RECORD = 13;
  static final int TABLE = 14;
  static final int SET = 15;
  static final int VECTOR = 16;
  static final int FUNCTION = 17;

  /// Where the type is `any`: the type follows, then the value.
  static final int ANY = 18;

  /// The name of the opaque type, numbers, bytes, values in the form of `any`, a type or UNSET.
  static final int OPAQUE = 19;

  private Tag() {}
}
