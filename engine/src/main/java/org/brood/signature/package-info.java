/// The signature language (`.sig` files) and its matcher.
@NullMarked
package org.brood.signature;

import org.jspecify.annotations.NullMarked;
