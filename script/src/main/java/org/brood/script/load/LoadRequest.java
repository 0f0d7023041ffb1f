package org.brood.script.load;

import java.util.List;
import org.brood.script.source.ScriptPath;

/// What to load.
///
/// @param scripts names as on the command line, in order
/// @param prefixes what `-p` gave: scripts with such a prefix are loaded after those they belong to
/// @param assignments `NAME=value` arguments
/// @param code the text of `-e`, or empty
/// @param signatures signature files of the command line, whose names of events count as used
public record LoadRequest(
    ScriptPath path,
    List<String> scripts,
    List<String> prefixes,
    List<String> assignments,
    String code,
    List<String> signatures) {

  /// Without signature files.
  public LoadRequest(
      ScriptPath path,
      List<String> scripts,
      List<String> prefixes,
      List<String> assignments,
      String code) {
    this(path, scripts, prefixes, assignments, code, List.of());
  }
}
