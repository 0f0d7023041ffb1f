/// Flows: key, table, timeouts, identifiers, the TCP state machine, history and state letters.
@NullMarked
package org.brood.flow;

import org.jspecify.annotations.NullMarked;
