/// TCP payload in order: holes and runs, delivery, gaps, limits.
@NullMarked
package org.brood.stream;

import org.jspecify.annotations.NullMarked;
