/// Tests of feeds.
@NullMarked
package org.brood.node.intel;

import org.jspecify.annotations.NullMarked;
