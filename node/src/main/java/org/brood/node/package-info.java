/// The program: its command line and wiring.
@NullMarked
package org.brood.node;

import org.jspecify.annotations.NullMarked;
