/// Measurements, outside the default build: whole runs against a yardstick, script code against
/// plain Java, and memory of idle connections. `make bench` runs all of them.
@org.jspecify.annotations.NullMarked
package org.brood.bench;
