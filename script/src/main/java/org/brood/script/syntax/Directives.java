package org.brood.script.syntax;

import org.brood.script.source.Span;

/// What the parser asks and tells while it reads: whoever loads the program answers.
public interface Directives {
  /// Takes a declaration that was read to its end.
  void declare(Decl declaration);

  /// Reads another script, here and now.
  void load(String name, Span span);

  void unload(String name, Span span);

  void loadSignatures(String name, Span span);

  /// @param append whether the prefixes are added to those that are set
  void prefixes(String list, boolean append);

  void deprecated(String comment, Span span);

  void pragma(String text, Span span);

  /// The value of an `@if`, in the given module.
  boolean condition(Expr condition, Decl.Scope scope);

  /// Whether something of that name has been declared: `@ifdef`.
  boolean isDeclared(String name, Decl.Scope scope);

  /// What kind of type a name stands for, such as `record`; empty when it is none.
  String kindOfType(String name, Decl.Scope scope);

  /// Where the text that is read now stands.
  Decl.Scope scope();

  void enterModule(String name);

  void export(boolean on);

  /// Whether a statement was read outside of functions: no declaration may follow.
  boolean inStatements();
}
