/// Hosts of a cluster: who belongs to it, what each one does, and how one joins.
@NullMarked
package org.brood.cluster;

import org.jspecify.annotations.NullMarked;
