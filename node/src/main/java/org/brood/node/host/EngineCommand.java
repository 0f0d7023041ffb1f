package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How engine processes are started: a JVM without Pekko and Scala on its class path, and without
/// the capability to capture unless it does.
public final class EngineCommand {
  private static final String CLUSTER_JARS = "/lib/cluster/";

  /// In images: setpriv(1) with the file capability, for container engines that give no ambient
  /// ones.
  private static final String LAUNCHER = "bin/with-net-raw";

  private EngineCommand() {}

  /// What a process may need.
  ///
  /// @param live whether it reads packets as they come
  /// @param captures whether it reads them from interfaces, which needs the capability
  /// @param memory of its heap
  public record Wants(boolean live, boolean captures, String memory) {
    /// What a process without packets needs.
    public static Wants idle(String memory) {
      return new Wants(false, false, memory);
    }
  }

  /// The command line of a JVM that runs Brood with these arguments.
  public static List<String> of(Wants wants, List<String> arguments) {
    List<String> command = new ArrayList<>(Privileges.own().before(wants.captures(), launcher()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(wants.live()));
    command.add("-Xmx" + wants.memory());
    command.add("-XX:+ExitOnOutOfMemoryError");
    for (String property : List.of("brood.home", "brood.scripts")) {
      String value = System.getProperty(property, "");
      if (!value.isEmpty()) {
        command.add("-D" + property + "=" + value);
      }
    }
    command.add("-cp");
    command.add(classPath());
    command.add("org.brood.node.Main");
    command.addAll(arguments);
    return command;
  }

  private static List<String> launcher() {
    Path launcher = Path.of(System.getProperty("brood.home", "."), LAUNCHER);
    return Files.isExecutable(launcher) ? List.of(launcher.toString()) : List.of();
  }

  /// Where scripts of Brood itself are looked for.
  public static String scriptPath() {
    String scripts = System.getProperty("brood.scripts", "scripts");
    return String.join(":", scripts, scripts + "/policy", scripts + "/site");
  }

  /// The own class path without what only host processes need.
  private static String classPath() {
    return String.join(
        ":",
        Stream.of(System.getProperty("java.class.path").split(":", -1))
            .filter(entry -> !entry.contains(CLUSTER_JARS))
            .toList());
  }

  /// Those of all Brood's JVMs; who reads packets as they come may not pause, and has a collector
  /// that works beside it.
  private static List<String> options(boolean live) {
    List<String> options = new ArrayList<>();
    Path home = Path.of(System.getProperty("brood.home", "."));
    try {
      for (String line : Files.readAllLines(home.resolve("bin/jvm-options"))) {
        if (line.startsWith("-")) {
          options.add(line);
        }
      }
    } catch (IOException e) {
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("-XX:+UseCompactObjectHeaders");
    }
    if (live) {
      options.remove("-XX:+UseSerialGC");
      options.add("-XX:+UseZGC");
    } else {
      Path aot = home.resolve("node/target/brood.aot");
      if (isNewest(aot)) {
        options.addAll(List.of("-XX:AOTCache=" + aot, "-Xlog:aot*=off", "-Xlog:cds*=off"));
      }
    }
    return options;
  }

  /// Whether a cache is there and all classes are in jars that are no newer: else it would hold
  /// other classes than those.
  private static boolean isNewest(Path aot) {
    try {
      FileTime made = Files.getLastModifiedTime(aot);
      for (String entry : classPath().split(":", -1)) {
        Path jar = Path.of(entry);
        if (!Files.isRegularFile(jar) || Files.getLastModifiedTime(jar).compareTo(made) > 0) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // there is none
    }
  }
}
