/// The loop of one worker: one thread, one source, one flow table, one script instance.
@NullMarked
package org.brood.worker;

import org.jspecify.annotations.NullMarked;
