/// The contract of protocol analyzers, the tree of those that look at one connection, confirmation
/// and violation.
@NullMarked
package org.brood.analyzer;

import org.jspecify.annotations.NullMarked;
