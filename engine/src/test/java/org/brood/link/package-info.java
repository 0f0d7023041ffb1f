@NullMarked
package org.brood.link;

import org.jspecify.annotations.NullMarked;
