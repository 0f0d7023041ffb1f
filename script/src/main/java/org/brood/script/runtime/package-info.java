/// What compiled programs call while they run: events, errors, timers, table rules.
@NullMarked
package org.brood.script.runtime;

import org.jspecify.annotations.NullMarked;
