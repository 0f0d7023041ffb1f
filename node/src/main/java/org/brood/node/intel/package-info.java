/// Feeds of indicators: fetched, checked, and kept as files that the intelligence framework reads.
///
/// [IntelKeeper] has a thread for each feed; [FeedFetch] brings it, [FeedFormat] reads what it
/// holds, [SortedLines] puts that in order, [FeedFiles] keeps the last good one.
///
/// Limits: of a feed its size (`max-size`), of a line [FeedLines#MAX_CHARS], of a bundle's depth
/// [StixBundle#MAX_DEPTH]. Memory does not grow with a feed: it is sorted on disk.
@NullMarked
package org.brood.node.intel;

import org.jspecify.annotations.NullMarked;
