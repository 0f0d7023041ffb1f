package org.brood.cluster;

import java.util.Map;
import org.brood.link.NodeType;

/// How a node does.
///
/// @param state such as `running`, `starting`, `crashed`, `stopped`
/// @param pid of the process, 0 if there is none
/// @param started seconds since 1970, 0 if it is not
/// @param restarts how often it was started again after it died
/// @param counters by name, such as `packets`
public record NodeReport(
    String node,
    NodeType role,
    String state,
    long pid,
    long started,
    long restarts,
    Map<String, Long> counters) {
  public NodeReport {
    counters = Map.copyOf(counters);
  }
}
