/// Batches of log rows from each host to the logger, over mutual TLS connections of their own, so
/// that a backlog of logs delays nothing else. Nothing here knows membership: who the logger is,
/// and whom to trust, is told from outside. See docs/logs.md.
@NullMarked
package org.brood.cluster.log;

import org.jspecify.annotations.NullMarked;
