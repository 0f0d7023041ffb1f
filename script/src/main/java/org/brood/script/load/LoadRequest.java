package org.brood.script.load;

import java.util.List;
import org.brood.script.source.ScriptPath;

/// What to load.
///
/// @param scripts names as on the command line, in order
/// @param prefixes what `-p` gave: scripts with such a prefix are loaded after those they belong to
/// @param assignments `NAME=value` arguments
/// @param code the text of `-e`, or empty
public record LoadRequest(
    ScriptPath path,
    List<String> scripts,
    List<String> prefixes,
    List<String> assignments,
    String code) {}
