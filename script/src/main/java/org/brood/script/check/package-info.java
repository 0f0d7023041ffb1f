/// Names and types: turns the syntax tree of a whole program into the checked tree, and reports
/// every error on the way.
///
/// Declarations are taken in the order of the program, bodies of functions after all of them; a
/// body sees the names that were declared before it, as in Zeek.
@NullMarked
package org.brood.script.check;

import org.jspecify.annotations.NullMarked;
