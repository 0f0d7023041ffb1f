/// Capture files: pcap and pcapng, plain or compressed, read in blocks and never mapped.
@NullMarked
package org.brood.capture.pcap;

import org.jspecify.annotations.NullMarked;
