package org.brood.node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A file of sections, each with keys and values, as `node.cfg` is one. Lines that begin with `#`
/// or `;` say nothing.
final class Sections {
  private Sections() {}

  /// @param line where it begins
  /// @param entries by key, in lower case
  record Section(String name, int line, Map<String, Entry> entries) {
    /// A value, empty if it is not given.
    String text(String key) {
      Entry entry = entries.get(key);
      return entry == null ? "" : entry.value;
    }
  }

  record Entry(String value, int line) {}

  /// @param file how messages call it
  /// @param kind what a section is, for messages
  /// @throws ConfigException with the line that is neither
  static List<Section> of(String file, String kind, List<String> lines) throws ConfigException {
    List<Section> sections = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        sections.add(
            new Section(
                line.substring(1, line.length() - 1).strip(), i + 1, new LinkedHashMap<>()));
        continue;
      }
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw wrong(file, i + 1, "expected KEY=VALUE or [" + kind + "]");
      }
      if (sections.isEmpty()) {
        throw wrong(file, i + 1, "a key before the first [" + kind + "]");
      }
      sections
          .getLast()
          .entries
          .put(
              line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
              new Entry(line.substring(equals + 1).strip(), i + 1));
    }
    return sections;
  }

  static ConfigException wrong(String file, int line, String problem) {
    return new ConfigException(file + ":" + line, problem);
  }
}
