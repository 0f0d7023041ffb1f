/// Bounded reading of untrusted bytes.
@NullMarked
package org.brood.bytes;

import org.jspecify.annotations.NullMarked;
