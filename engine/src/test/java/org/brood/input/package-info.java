/// Tests of readers.
@NullMarked
package org.brood.input;

import org.jspecify.annotations.NullMarked;
