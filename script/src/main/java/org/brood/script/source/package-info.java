/// Source files, where they are searched, places in them, and what there is to say about them.
@NullMarked
package org.brood.script.source;

import org.jspecify.annotations.NullMarked;
