/// Counters, gauges and histograms by name and labels.
@NullMarked
package org.brood.telemetry;

import org.jspecify.annotations.NullMarked;
