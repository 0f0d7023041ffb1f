package org.brood.script.bif;

import java.util.List;

/// All classes of built-in functions here.
public final class PureNatives {
  private PureNatives() {}

  public static List<Class<?>> classes() {
    return List.of(
        Addresses.class,
        Alignment.class,
        Anonymizing.class,
        Containers.class,
        Documentation.class,
        Entropy.class,
        Environment.class,
        EventMetadata.class,
        Formatting.class,
        Hashes.class,
        Introspection.class,
        Json.class,
        Numbers.class,
        Globs.class,
        JsonReader.class,
        Patterns.class,
        Programs.class,
        ScriptFiles.class,
        Sketches.class,
        Strings.class,
        Times.class,
        TopK.class);
  }
}
