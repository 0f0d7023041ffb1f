package org.brood.script.tree;

import org.brood.script.source.Span;
import org.brood.script.type.Type;

/// A global variable, constant or option: an identity, compared as such.
///
/// Functions, events and hooks with bodies are [Function]s, not globals; a variable of function
/// type is a global.
public final class Global {

  /// How it was declared.
  public enum Kind {
    GLOBAL,
    CONST,
    OPTION
  }

  private final String name;
  private final Type type;
  private final Kind kind;
  private final boolean redefinable;
  private final boolean exported;
  private final Span span;

  /// @param name the full name, such as `HTTP::default_capture_password`; names of the global
  ///   module have no prefix
  public Global(
      String name, Type type, Kind kind, boolean redefinable, boolean exported, Span span) {
    this.name = name;
    this.type = type;
    this.kind = kind;
    this.redefinable = redefinable;
    this.exported = exported;
    this.span = span;
  }

  public String name() {
    return name;
  }

  public Type type() {
    return type;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isRedefinable() {
    return redefinable;
  }

  public boolean isExported() {
    return exported;
  }

  public Span span() {
    return span;
  }

  @Override
  public String toString() {
    return name;
  }
}
