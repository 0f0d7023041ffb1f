/// Built-in functions that need the engine's state.
@NullMarked
package org.brood.bif;

import org.jspecify.annotations.NullMarked;
