/// A packet builder and fault injectors for tests and the demo.
@NullMarked
package org.brood.testkit;

import org.jspecify.annotations.NullMarked;
