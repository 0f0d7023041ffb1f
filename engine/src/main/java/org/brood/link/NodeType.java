package org.brood.link;

import java.util.Locale;

/// What a node does in its cluster: scripts are compiled once for each type.
public enum NodeType {
  MANAGER,
  LOGGER,
  PROXY,
  WORKER;

  /// The enumerator that scripts know it by, such as `Cluster::WORKER`.
  public String scriptName() {
    return "Cluster::" + name();
  }

  /// The word for it in names and settings, such as `worker`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
