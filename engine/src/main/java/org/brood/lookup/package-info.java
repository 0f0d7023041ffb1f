/// Look-ups in DNS that scripts wait for: of names, addresses and texts, outside of the worker's
/// thread (RFC 1035). Places and autonomous systems of addresses in databases of MaxMind's format,
/// within the worker's thread.
///
/// Limits: 16 questions at once, 10,000 that wait; one more is answered as if nothing had been
/// found. A database has 1 GiB at most.
@NullMarked
package org.brood.lookup;

import org.jspecify.annotations.NullMarked;
