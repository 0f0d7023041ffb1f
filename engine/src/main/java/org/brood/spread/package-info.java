/// One capture spread over several workers of a process: who owns a packet, blocks of frames that
/// go from the reader to a worker, and windows of packet time that all nodes end together.
@NullMarked
package org.brood.spread;

import org.jspecify.annotations.NullMarked;
