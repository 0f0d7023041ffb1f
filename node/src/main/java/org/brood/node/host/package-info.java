/// The host process: it belongs to the cluster, guards the engine processes of this host, and is
/// the only one of them that talks to other hosts. In a container it is PID 1.
@NullMarked
package org.brood.node.host;

import org.jspecify.annotations.NullMarked;
