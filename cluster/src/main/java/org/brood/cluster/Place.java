package org.brood.cluster;

import org.brood.link.NodeType;

/// A node of the cluster and the host that plays it.
///
/// @param node the name, such as `worker-1`
/// @param host id of the host; empty while the host that shall play it is absent
/// @param hostName what the configuration or the host itself calls the host
/// @param source what a worker watches, else empty
/// @param group number of workers that share the source's traffic, 1 if one has it alone
public record Place(
    String node, NodeType role, String host, String hostName, String source, int group) {

  /// Whether no host plays it.
  public boolean isMissing() {
    return host.isEmpty();
  }
}
