/// Events of scripts between hosts: who wants which.
@NullMarked
package org.brood.cluster.event;

import org.jspecify.annotations.NullMarked;
