/// Files and environment as records, all checked at the start.
@NullMarked
package org.brood.node.config;

import org.jspecify.annotations.NullMarked;
