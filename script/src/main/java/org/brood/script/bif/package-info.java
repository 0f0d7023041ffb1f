/// Built-in functions that need nothing but their arguments and the running program, a class a
/// theme.
@NullMarked
package org.brood.script.bif;

import org.jspecify.annotations.NullMarked;
