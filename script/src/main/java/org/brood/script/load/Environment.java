package org.brood.script.load;

import java.util.HashMap;
import java.util.Map;

/// What conditions may ask about the process.
///
/// @param variables the environment, for `getenv`
/// @param version what `zeek_version()` answers
/// @param readingLive whether packets come from an interface
/// @param readingTraces whether packets come from a file
/// @param answers what functions give whatever their arguments, such as `have_spicy`: a `Boolean`,
///   `Long`, `String` or [Enumerator]
public record Environment(
    Map<String, String> variables,
    String version,
    boolean readingLive,
    boolean readingTraces,
    Map<String, Object> answers) {
  public Environment {
    variables = Map.copyOf(variables);
    answers = Map.copyOf(answers);
  }

  /// An enumerator by its full name.
  public record Enumerator(String name) {}

  /// The same for a node of a cluster: a program is made for a type of nodes, whatever their names,
  /// and knows nothing of how many there are.
  ///
  /// @param nodeType an enumerator of `Cluster::NodeType`, such as `Cluster::WORKER`
  public Environment asNode(String nodeType) {
    Map<String, Object> more = new HashMap<>(answers);
    more.put("Cluster::is_enabled", true);
    more.put("Cluster::local_node_type", new Enumerator(nodeType));
    return new Environment(variables, version, readingLive, readingTraces, more);
  }

  public Environment(
      Map<String, String> variables, String version, boolean readingLive, boolean readingTraces) {
    this(variables, version, readingLive, readingTraces, Map.of());
  }
}
