package org.brood.cluster;

import java.util.List;
import java.util.Set;
import org.brood.link.NodeType;

/// What a host says of itself: who it is and what it can be.
///
/// @param id random, kept for ever
/// @param name for people: the host's name unless set
/// @param address where others reach it
/// @param roles what it may be
/// @param explicit whether the roles were named by its user, who then wants them
/// @param sources what its workers would watch, such as `af_packet::eth0`; empty if there is
///   nothing
/// @param cores how many CPUs it has
/// @param workers how many workers its user wants, 0 for as many as fit
/// @param logPort where its logger takes batches
/// @param version of the program
public record HostFacts(
    String id,
    String name,
    String address,
    Set<NodeType> roles,
    boolean explicit,
    List<String> sources,
    int cores,
    int workers,
    int logPort,
    String version) {
  public HostFacts {
    roles = Set.copyOf(roles);
    sources = List.copyOf(sources);
  }

  /// Whether it may be this.
  public boolean may(NodeType role) {
    return roles.contains(role);
  }
}
