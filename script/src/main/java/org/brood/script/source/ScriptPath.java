package org.brood.script.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where scripts are searched: the directories of `ZEEKPATH` (or `BROPATH`), in order.
///
/// A name that starts with a dot is relative to the file that loads it. `.zeek`, then `.bro`, may
/// be left out; the name of an old `.bro` file finds the `.zeek` file that took its place.
public final class ScriptPath {
  public static final String PACKAGE_LOADER = "__load__";
  private static final List<String> EXTENSIONS = List.of(".zeek", ".bro");

  private final List<String> directories;
  private final Set<String> probed = new LinkedHashSet<>();

  public ScriptPath(List<String> directories) {
    this.directories = List.copyOf(directories);
  }

  /// Reads a path list as in the environment: directories with colons between them.
  public static ScriptPath parse(String list) {
    List<String> directories = new ArrayList<>();
    for (String directory : list.split(":", -1)) {
      if (!directory.isEmpty()) {
        directories.add(directory);
      }
    }
    return new ScriptPath(directories);
  }

  public List<String> directories() {
    return directories;
  }

  /// Every path that was looked at, found or not: a cache of the result is stale when one changes.
  public List<String> probed() {
    return List.copyOf(probed);
  }

  /// The path of a script or package folder as `@load` finds it.
  public Optional<String> findScript(String name, String loaderDirectory) {
    Optional<String> found = find(name, loaderDirectory, EXTENSIONS);
    if (found.isEmpty() && name.endsWith(".bro")) {
      return find(name.substring(0, name.length() - 4), loaderDirectory, EXTENSIONS);
    }
    return found;
  }

  /// The file that `@load` would read: of a package the one that loads it.
  public Optional<String> findLoadable(String name, String loaderDirectory) {
    return findScript(name, loaderDirectory)
        .flatMap(
            found -> Files.isDirectory(Path.of(found)) ? packageLoader(found) : Optional.of(found));
  }

  /// The path of a signature file as `@load-sigs` finds it.
  public Optional<String> findSignatures(String name, String loaderDirectory) {
    return find(name, loaderDirectory, List.of(".sig"));
  }

  /// The file that loads a package folder.
  public Optional<String> packageLoader(String folder) {
    for (String extension : EXTENSIONS) {
      String path = folder + "/" + PACKAGE_LOADER + extension;
      if (readable(path)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  private Optional<String> find(String name, String loaderDirectory, List<String> extensions) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      return Optional.empty();
    }
    if (name.startsWith("/")) {
      return probe("", name, extensions);
    }
    if (name.startsWith(".")) {
      return probe(loaderDirectory + "/", name, extensions);
    }
    for (String directory : directories) {
      Optional<String> found = probe(directory + "/", name, extensions);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> probe(String prefix, String name, List<String> extensions) {
    for (String extension : extensions) {
      if (readable(prefix + name + extension)) {
        return Optional.of(normalize(prefix + name + extension));
      }
    }
    return readable(prefix + name) ? Optional.of(normalize(prefix + name)) : Optional.empty();
  }

  private boolean readable(String path) {
    probed.add(path);
    return Files.isReadable(Path.of(path));
  }

  /// Drops `.` and resolves `..` where it can; a relative path keeps its leading `./`.
  public static String normalize(String path) {
    Path normal = Path.of(path).normalize();
    String text = normal.toString();
    boolean dotted = path.startsWith("./") && !text.startsWith("..");
    return text.isEmpty() ? "." : dotted ? "./" + text : text;
  }

  /// The part of a script's path below the directory it was found in; all of it, if it is in none.
  public String innerName(String path) {
    String inner = normalize(path);
    for (String directory : directories) {
      String normal = normalize(directory);
      if (inner.startsWith(normal)) {
        return inner.substring(normal.length()).replaceFirst("^/+", "");
      }
    }
    return inner;
  }

  /// The same with slashes made dots: the name that a file with a prefix (`@prefixes`) has.
  public String flatName(String path, String prefix) {
    String inner = innerName(path).replaceFirst("^/+", "");
    Path file = Path.of(inner);
    String base = String.valueOf(file.getFileName());
    if (base.equals(PACKAGE_LOADER + ".zeek") || base.equals(PACKAGE_LOADER + ".bro")) {
      Path parent = file.getParent();
      inner = parent == null ? "." : parent.toString();
    }
    return (prefix + "." + inner).replace('/', '.');
  }
}
