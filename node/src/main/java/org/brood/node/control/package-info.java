/// The commands by which people run a cluster and look into it.
@NullMarked
package org.brood.node.control;

import org.jspecify.annotations.NullMarked;
