package org.brood.script.load;

import java.util.Map;

/// What conditions may ask about the process.
///
/// @param variables the environment, for `getenv`
/// @param version what `zeek_version()` answers
/// @param readingLive whether packets come from an interface
/// @param readingTraces whether packets come from a file
public record Environment(
    Map<String, String> variables, String version, boolean readingLive, boolean readingTraces) {
  public Environment {
    variables = Map.copyOf(variables);
  }
}
