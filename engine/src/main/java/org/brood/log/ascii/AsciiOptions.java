package org.brood.log.ascii;

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

  /// The options with one of them replaced, as a filter's `$config` says. Unknown names change
  /// nothing.
  ///
  /// @throws IllegalArgumentException if the value makes no sense
  public AsciiOptions with(String name, String value) {
    return switch (name) {
      case "output_to_stdout" ->
          new AsciiOptions(
              flag(name, value),
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "use_json" ->
          new AsciiOptions(
              toStdout,
              flag(name, value),
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "enable_utf_8" ->
          new AsciiOptions(
              toStdout,
              json,
              flag(name, value),
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "gzip_level" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              level(value),
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "gzip_file_extension" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              value,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "json_timestamps" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              value,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "json_include_unset_fields" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              flag(name, value),
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "include_meta" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              flag(name, value),
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "meta_prefix" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              value,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "separator" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              value,
              setSeparator,
              emptyField,
              unsetField,
              tsv);
      case "set_separator" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              value,
              emptyField,
              unsetField,
              tsv);
      case "empty_field" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              value,
              unsetField,
              tsv);
      case "unset_field" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              value,
              tsv);
      case "tsv" ->
          new AsciiOptions(
              toStdout,
              json,
              utf8,
              gzipLevel,
              gzipExtension,
              jsonTimestamps,
              jsonUnset,
              includeMeta,
              metaPrefix,
              separator,
              setSeparator,
              emptyField,
              unsetField,
              flag(name, value));
      default -> this;
    };
  }

  private static boolean flag(String name, String value) {
    return switch (value) {
      case "T" -> true;
      case "F" -> false;
      default ->
          throw new IllegalArgumentException(
              "invalid value for '" + name + "', must be a string and either \"T\" or \"F\"");
    };
  }

  private static int level(String value) {
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
