/// What tests of the engine share.
@NullMarked
package org.brood.engine;

import org.jspecify.annotations.NullMarked;
