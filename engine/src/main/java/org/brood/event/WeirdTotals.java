package org.brood.event;

import java.util.Map;

/// How many weirds there were, told or not.
public interface WeirdTotals {
  long total();

  /// By name, as far as there are not too many names.
  Map<String, Long> byName();
}
