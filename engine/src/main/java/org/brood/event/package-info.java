/// Event types, and "does anyone listen".
@NullMarked
package org.brood.event;

import org.jspecify.annotations.NullMarked;
