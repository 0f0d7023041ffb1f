package org.brood.log.ascii;

import java.util.Map;
import org.brood.log.RowFormat;
import org.brood.log.json.JsonFormat;

/// The options of the text writer; the names are those of the module `LogAscii`.
public record AsciiOptions(
    boolean toStdout,
    boolean json,
    boolean utf8,
    int gzipLevel,
    String gzipExtension,
    String jsonTimestamps,
    boolean jsonUnset,
    boolean includeMeta,
    String metaPrefix,
    String separator,
    String setSeparator,
    String emptyField,
    String unsetField,
    boolean tsv) {

  /// What holds where scripts change nothing, but for the choice of JSON.
  public static AsciiOptions standard(boolean json) {
    return new AsciiOptions(
        false,
        json,
        true,
        0,
        "gz",
        "JSON::TS_EPOCH",
        false,
        true,
        "#",
        "\t",
        ",",
        "(empty)",
        "-",
        false);
  }

  /// These options with those replaced that a filter's `$config` gives. Unknown names change
  /// nothing.
  ///
  /// @throws IllegalArgumentException if a value makes no sense
  public AsciiOptions with(Map<String, String> config) {
    return new AsciiOptions(
        flag(config, "output_to_stdout", toStdout),
        flag(config, "use_json", json),
        flag(config, "enable_utf_8", utf8),
        level(config, gzipLevel),
        config.getOrDefault("gzip_file_extension", gzipExtension),
        config.getOrDefault("json_timestamps", jsonTimestamps),
        flag(config, "json_include_unset_fields", jsonUnset),
        flag(config, "include_meta", includeMeta),
        config.getOrDefault("meta_prefix", metaPrefix),
        config.getOrDefault("separator", separator),
        config.getOrDefault("set_separator", setSeparator),
        config.getOrDefault("empty_field", emptyField),
        config.getOrDefault("unset_field", unsetField),
        flag(config, "tsv", tsv));
  }

  /// The format of rows that these options ask for.
  public RowFormat format() {
    return json ? new JsonFormat(jsonTimestamps, jsonUnset) : new TsvFormat(this);
  }

  private static boolean flag(Map<String, String> config, String name, boolean otherwise) {
    return switch (config.get(name)) {
      case null -> otherwise;
      case "T" -> true;
      case "F" -> false;
      default ->
          throw new IllegalArgumentException(
              "invalid value for '" + name + "', must be a string and either \"T\" or \"F\"");
    };
  }

  private static int level(Map<String, String> config, int otherwise) {
    String value = config.get("gzip_level");
    if (value == null) {
      return otherwise;
    }
    try {
      int level = Integer.parseInt(value);
      if (level >= 0 && level <= 9) {
        return level;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        "invalid value for 'gzip_level', must be a number between 0 and 9.");
  }
}
