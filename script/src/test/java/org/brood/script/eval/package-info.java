/// A second back end: a tree-walking evaluator of checked programs, and a generator of random
/// programs, which are run by it and compiled, with equal results.
///
/// It shares the values, the event queue and the built-in functions with compiled programs, but no
/// code that decides how an expression or statement is carried out.
@NullMarked
package org.brood.script.eval;

import org.jspecify.annotations.NullMarked;
