package org.brood.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The local networks of `networks.cfg`: one a line, then whatever its reader likes to know of it.
///
/// @param networks as written
public record LocalNetworks(List<String> networks) {
  private static final String FILE = "networks.cfg";

  public LocalNetworks {
    networks = List.copyOf(networks);
  }

  /// Reads the file of a site folder; without one there are none.
  ///
  /// @throws ConfigException with the line that makes no sense
  public static LocalNetworks read(Path folder) throws ConfigException {
    Path file = folder.resolve(FILE);
    List<String> networks = new ArrayList<>();
    if (!Files.exists(file)) {
      return new LocalNetworks(networks);
    }
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(FILE, "cannot be read");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      String net = line.split("\\s", 2)[0];
      if (!net.matches("[0-9a-fA-F.:]+/\\d{1,3}")) {
        throw new ConfigException(
            FILE + ":" + (i + 1), "expected a network such as 10.0.0.0/8, not " + net);
      }
      networks.add(net);
    }
    return new LocalNetworks(networks);
  }

  /// The script that tells scripts these networks; empty if there are none.
  public String script() {
    if (networks.isEmpty()) {
      return "";
    }
    List<String> written =
        networks.stream()
            .map(net -> net.contains(":") ? "[" + net.replace("/", "]/") : net)
            .toList();
    return "redef Site::local_nets += { " + String.join(", ", written) + " };\n";
  }
}
