package org.brood.cluster;

import java.util.List;
import org.brood.link.NodeType;
import org.jspecify.annotations.Nullable;

/// What the configuration wants.
///
/// @param proxies how many
/// @param fixed nodes that `node.cfg` names; empty: all by itself
public record WantedLayout(int proxies, List<Fixed> fixed) {
  public WantedLayout {
    fixed = List.copyOf(fixed);
  }

  /// A node of `node.cfg`.
  ///
  /// @param hostName name or address as written there
  /// @param source what it watches, null if it watches nothing
  /// @param processes how many workers share the source (`lb_procs`)
  public record Fixed(
      String node, NodeType role, String hostName, @Nullable String source, int processes) {}
}
