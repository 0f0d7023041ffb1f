/// Where frames come from: packet sources, frames, drop counts.
@NullMarked
package org.brood.capture;

import org.jspecify.annotations.NullMarked;
