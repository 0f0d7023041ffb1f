package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What differs between two folders.
final class BundleDiff {
  private BundleDiff() {}

  /// @return a line for each file: `+` new, `-` gone, `~` changed
  static List<String> of(Optional<Path> before, Path now) throws IOException {
    Set<String> old = before.isPresent() ? files(before.get()) : Set.of();
    Set<String> current = files(now);
    Set<String> all = new TreeSet<>(old);
    all.addAll(current);
    List<String> lines = new ArrayList<>();
    for (String file : all) {
      if (!old.contains(file)) {
        lines.add("+ " + file);
      } else if (!current.contains(file)) {
        lines.add("- " + file);
      } else if (Files.mismatch(before.orElseThrow().resolve(file), now.resolve(file)) >= 0) {
        lines.add("~ " + file);
      }
    }
    return lines;
  }

  private static Set<String> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      Set<String> names = new TreeSet<>();
      all.filter(Files::isRegularFile)
          .forEach(file -> names.add(folder.relativize(file).toString()));
      return names;
    }
  }
}
