/// Tab-separated logs, and the files that text logs lie in.
@NullMarked
package org.brood.log.ascii;

import org.jspecify.annotations.NullMarked;
