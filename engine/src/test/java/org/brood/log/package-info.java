@NullMarked
package org.brood.log;

import org.jspecify.annotations.NullMarked;
