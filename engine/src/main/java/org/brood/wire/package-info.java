/// Headers where they lie in the captured frame: views that are checked once and copied never.
@NullMarked
package org.brood.wire;

import org.jspecify.annotations.NullMarked;
