/// One lazy byte DFA for patterns, signatures and MIME magic.
@NullMarked
package org.brood.regex;

import org.jspecify.annotations.NullMarked;
