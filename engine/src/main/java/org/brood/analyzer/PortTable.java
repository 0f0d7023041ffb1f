package org.brood.analyzer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.script.value.Port;

/// Which protocols are tried on which ports.
public final class PortTable {
  private final Map<Port, Set<String>> tags = new HashMap<>();
  private final Map<Port, List<String>> lists = new HashMap<>();

  /// Registers a port of a protocol.
  public void add(Port port, String tag) {
    tags.computeIfAbsent(port, _ -> new LinkedHashSet<>()).add(tag);
    lists.remove(port);
  }

  public void remove(Port port, String tag) {
    Set<String> known = tags.get(port);
    if (known != null) {
      known.remove(tag);
      lists.remove(port);
    }
  }

  /// The tags that are registered for a port, in the order of their registration.
  public List<String> tags(Port port) {
    Set<String> known = tags.get(port);
    if (known == null) {
      return List.of();
    }
    return lists.computeIfAbsent(port, _ -> new ArrayList<>(known));
  }
}
