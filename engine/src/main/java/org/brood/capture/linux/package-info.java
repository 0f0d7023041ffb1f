/// What the operating system and its libraries do for capture, by the foreign function API.
@NullMarked
package org.brood.capture.linux;

import org.jspecify.annotations.NullMarked;
