package org.brood.node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The settings of a host process, from the command line, else the environment, else a file, else
/// as they stand.
public final class Settings {
  /// Variables that begin like settings and are for `bin/brood` or the image.
  private static final Set<String> OTHERS =
      Set.of(
          "BROOD_HOME",
          "BROOD_JAVA_HOME",
          "BROOD_JAVA_OPTIONS",
          "BROOD_CACHE",
          "BROOD_LAUNCH_KEY",
          "BROOD_CALLED",
          "BROOD_CONFIG",
          "BROOD_VERSION");

  private static final String PREFIX = "BROOD_";

  /// What was said and where.
  private record Said(String value, String place) {}

  private final Map<Setting, Said> said = new EnumMap<>(Setting.class);

  private Settings() {}

  /// Reads all of them.
  ///
  /// @param options of the command line; they win
  /// @param environment `BROOD_CONFIG` names the file
  /// @throws ConfigException if there is an unknown one, or the file cannot be read
  public static Settings read(Map<Setting, String> options, Map<String, String> environment)
      throws ConfigException {
    Settings all = new Settings();
    String file = environment.getOrDefault("BROOD_CONFIG", "");
    if (!file.isEmpty()) {
      all.readFile(Path.of(file));
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (name.startsWith(PREFIX) && !OTHERS.contains(name)) {
        Setting setting =
            Stream.of(Setting.values())
                .filter(one -> one.variable().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConfigException(name, "there is no such setting"));
        all.said.put(setting, new Said(variable.getValue(), name));
      }
    }
    options.forEach(
        (setting, value) -> all.said.put(setting, new Said(value, "--" + setting.word())));
    return all;
  }

  private void readFile(Path file) throws ConfigException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new ConfigException(file.toString(), "cannot be read");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String place = file + ":" + (i + 1);
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw new ConfigException(place, "expected NAME = VALUE");
      }
      String name = line.substring(0, equals).strip();
      Setting setting =
          Setting.named(name)
              .orElseThrow(() -> new ConfigException(place, "there is no setting " + name));
      said.put(setting, new Said(line.substring(equals + 1).strip(), place));
    }
  }

  /// What was said, or what stands.
  public String text(Setting setting) {
    Said one = said.get(setting);
    return one == null ? setting.standard() : one.value;
  }

  /// What was said, nothing if that is empty.
  public Optional<String> given(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isBlank());
  }

  /// A complaint about a value.
  public ConfigException wrong(Setting setting, String expected) {
    Said one = said.get(setting);
    return new ConfigException(
        one == null ? setting.variable() : one.place,
        "expected %s, not \"%s\"".formatted(expected, text(setting)));
  }

  /// A whole number.
  public long number(Setting setting, long least, long most) throws ConfigException {
    String text = text(setting).strip();
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(setting, "a number from %d to %d".formatted(least, most));
  }

  /// A list, its parts separated by commas.
  public List<String> list(Setting setting) {
    return Stream.of(text(setting).split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /// A range of ports.
  public PortRange ports(Setting setting) throws ConfigException {
    String[] parts = text(setting).split("-", -1);
    try {
      int first = Integer.parseInt(parts[0].strip());
      int last = Integer.parseInt(parts[parts.length - 1].strip());
      if (parts.length <= 2 && first > 0 && first <= last && last <= PortRange.MAX_PORT) {
        return new PortRange(first, last);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong(setting, "FIRST-LAST");
  }

  /// A size of a heap as Java writes it, such as `512m`.
  public String memory(Setting setting) throws ConfigException {
    String text = text(setting).strip();
    if (!text.matches("\\d{1,6}[kmgKMG]")) {
      throw wrong(setting, "a size such as 512m or 2g");
    }
    return text;
  }
}
