package org.brood.link;

/// A node as the others know it.
///
/// @param name unique among the nodes that are there, such as `worker-1`
/// @param id new for each life of the node: one that is restarted comes back with another
/// @param address the host's address in text, IPv4 or IPv6
public record ClusterNode(String name, NodeType type, String id, String address) {}
