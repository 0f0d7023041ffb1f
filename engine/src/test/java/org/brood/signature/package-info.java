/// Tests of signatures.
@NullMarked
package org.brood.signature;

import org.jspecify.annotations.NullMarked;
