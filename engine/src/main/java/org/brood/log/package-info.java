/// Log streams, filters, rotation; writers in packages of their own.
@NullMarked
package org.brood.log;

import org.jspecify.annotations.NullMarked;
