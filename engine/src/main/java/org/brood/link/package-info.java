/// What a node's scripts and the rest of its cluster say to each other: events as bytes, topics,
/// nodes that come and go; and a cluster whose nodes are threads of one process.
@NullMarked
package org.brood.link;

import org.jspecify.annotations.NullMarked;
