/// Log rows on their way from a worker to the logger's disk: batches, the spool that a worker
/// appends them to and its host reads them from, and the logger's store with its journal. Each row
/// arrives exactly once, whichever process dies; see docs/logs.md.
@NullMarked
package org.brood.spool;

import org.jspecify.annotations.NullMarked;
