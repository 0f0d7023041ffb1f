package org.brood.node.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How engine processes are started: a JVM without Pekko and Scala on its class path, and without
/// the capability to capture unless it does.
public final class EngineCommand {
  private static final String CLUSTER_JARS = "/lib/cluster/";
  private static final long NET_RAW = 1L << 13;

  private EngineCommand() {}

  /// What a process may need.
  ///
  /// @param captures whether it reads packets from interfaces
  /// @param memory of its heap
  public record Wants(boolean captures, String memory) {}

  /// The command line of a JVM that runs Brood with these arguments.
  public static List<String> of(Wants wants, List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (!wants.captures() && mayCapture()) {
      command.addAll(List.of("setpriv", "--inh-caps=-net_raw", "--ambient-caps=-net_raw"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(wants.captures()));
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
  private static List<String> options(boolean captures) {
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
    if (captures) {
      options.remove("-XX:+UseSerialGC");
      options.add("-XX:+UseZGC");
    } else {
      Path aot = home.resolve("node/target/brood.aot");
      if (Files.exists(aot)) {
        options.addAll(List.of("-XX:AOTCache=" + aot, "-Xlog:aot*=off", "-Xlog:cds*=off"));
      }
    }
    return options;
  }

  /// Whether children inherit the capability (capabilities(7): the ambient set), so that some must
  /// be started without.
  static boolean mayCapture() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("CapAmb:")) {
          return (Long.parseUnsignedLong(line.substring("CapAmb:".length()).strip(), 16) & NET_RAW)
              != 0;
        }
      }
    } catch (IOException | NumberFormatException e) {
      return false;
    }
    return false;
  }
}
