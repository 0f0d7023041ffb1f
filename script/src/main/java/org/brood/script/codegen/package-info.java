/// Checked tree → JVM classes (`java.lang.classfile`).
///
/// One program becomes these classes in the package `brood.gen`: `P` (globals; the instance is one
/// worker's state), `F<n>` (the bodies of one source file), `R<n>` (a record type), `K<n>`
/// (constants), `D` and `C` (dispatch of events and hooks, calls of function values), `N` (new
/// records with their defaults), `I<n>` (first values of globals).
@NullMarked
package org.brood.script.codegen;

import org.jspecify.annotations.NullMarked;
