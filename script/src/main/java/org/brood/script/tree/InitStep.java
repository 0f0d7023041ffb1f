package org.brood.script.tree;

import org.brood.script.source.Span;

/// One step of giving the globals their first values, in the order of the program: as in Zeek, an
/// initial value sees the redefinitions that stand before it and not those after it.
public sealed interface InitStep {

  Span span();

  /// Sets a global. Also for globals without a written value that start empty (tables, sets,
  /// vectors, records), by an empty constructor that carries the variable's attributes. Others
  /// without a value have no step and are unset.
  record Set(Global global, Expr value, Span span) implements InitStep {}

  /// Any other redefinition (`+=`, `-=`), as the expression that does it.
  record Evaluate(Expr expr, Span span) implements InitStep {}

  /// A table attribute given by `redef t &create_expire = …`: replaces the attributes of the table
  /// that the global holds.
  record SetAttrs(Global global, TableAttrs attrs, Span span) implements InitStep {}
}
