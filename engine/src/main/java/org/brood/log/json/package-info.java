/// Logs as one JSON object a line.
@NullMarked
package org.brood.log.json;

import org.jspecify.annotations.NullMarked;
