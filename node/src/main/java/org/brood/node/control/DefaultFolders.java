package org.brood.node.control;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.brood.node.config.Setting;

/// Where state and logs are if nobody says: the system's folders for those who may write there,
/// else below the user's own.
public final class DefaultFolders {
  private DefaultFolders() {}

  /// The environment, with these folders filled in.
  static Map<String, String> filledIn(Map<String, String> environment) {
    Map<String, String> filled = new HashMap<>(environment);
    filled.computeIfAbsent(Setting.STATE.variable(), _ -> state(environment).toString());
    filled.computeIfAbsent(
        Setting.LOG_DIR.variable(),
        _ -> {
          Path system = Path.of(Setting.LOG_DIR.standard());
          return Files.isWritable(system)
              ? system.toString()
              : Path.of(filled.get(Setting.STATE.variable()), "logs").toString();
        });
    return filled;
  }

  /// The state folder.
  public static Path state(Map<String, String> environment) {
    String said = environment.getOrDefault(Setting.STATE.variable(), "");
    if (!said.isEmpty()) {
      return Path.of(said);
    }
    Path system = Path.of(Setting.STATE.standard());
    if (Files.isWritable(system)) {
      return system;
    }
    String home = environment.getOrDefault("HOME", "/tmp");
    return Path.of(environment.getOrDefault("XDG_STATE_HOME", home + "/.local/state"), "brood");
  }
}
