/// Loading: follows `@load` through the files of a program, decides its conditions, and collects
/// its declarations in order.
@NullMarked
package org.brood.script.load;

import org.jspecify.annotations.NullMarked;
