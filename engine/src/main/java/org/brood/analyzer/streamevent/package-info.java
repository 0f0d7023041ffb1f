/// Any TCP stream, given to scripts as it is: for protocols that a script parses itself.
@NullMarked
package org.brood.analyzer.streamevent;

import org.jspecify.annotations.NullMarked;
