/// From the link layer to the transport layer: packet analyzers, IP fragments, and packet time.
@NullMarked
package org.brood.decode;

import org.jspecify.annotations.NullMarked;
