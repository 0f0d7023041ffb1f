package org.brood.script.type;

import java.util.Locale;

/// The types without parts.
public enum Basic implements Type {
  VOID(Rep.VOID),
  BOOL(Rep.BOOL),
  COUNT(Rep.LONG),
  INT(Rep.LONG),
  DOUBLE(Rep.DOUBLE),
  TIME(Rep.DOUBLE),
  INTERVAL(Rep.DOUBLE),
  STRING(Rep.REF),
  PATTERN(Rep.REF),
  PORT(Rep.REF),
  ADDR(Rep.REF),
  SUBNET(Rep.REF),
  FILE(Rep.REF),
  ANY(Rep.REF),
  /// The type of an expression that had an error: it fits everywhere, so that one mistake gives one
  /// message.
  ERROR(Rep.REF);

  private final Rep rep;

  Basic(Rep rep) {
    this.rep = rep;
  }

  @Override
  public Rep rep() {
    return rep;
  }

  @Override
  public String describe() {
    return this == ERROR ? "<error>" : name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return describe();
  }
}
