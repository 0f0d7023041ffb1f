package org.brood.script.load;

import java.util.Map;

/// What conditions may ask about the process.
///
/// @param variables the environment, for `getenv`
/// @param version what `zeek_version()` answers
/// @param readingLive whether packets come from an interface
/// @param readingTraces whether packets come from a file
/// @param answers what functions give whatever their arguments, such as `have_spicy`: a `Boolean`,
///   `Long` or `String`
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

  public Environment(
      Map<String, String> variables, String version, boolean readingLive, boolean readingTraces) {
    this(variables, version, readingLive, readingTraces, Map.of());
  }
}
