@NullMarked
package org.brood.spread;

import org.jspecify.annotations.NullMarked;
