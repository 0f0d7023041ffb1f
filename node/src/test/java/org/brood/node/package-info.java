/// Tests of the program as a whole.
@NullMarked
package org.brood.node;

import org.jspecify.annotations.NullMarked;
