package org.brood.input;

import java.util.List;
import java.util.Map;
import org.brood.event.Events;
import org.brood.script.value.Str;

/// What a reader is to read.
///
/// @param name what the script calls the source
/// @param mode when it is read
/// @param columns the values of a row
/// @param config the stream's settings, which go before the globals of the same names
record Source(
    Events events, String name, Mode mode, List<Column> columns, Map<String, String> config) {
  /// When a source is read; in the order of `Input::Mode`.
  enum Mode {
    MANUAL,
    REREAD,
    STREAM
  }

  String setting(String key, String global) {
    String given = config.get(key);
    if (given != null) {
      return given;
    }
    return events.global(global) instanceof Str text ? text.toLatin1() : "";
  }

  boolean flag(String key, String global) {
    String given = config.get(key);
    return given != null ? given.equals("T") || given.equals("1") : events.bool(global, false);
  }

  /// The path of the source, below the prefix that scripts set for sources that are not absolute.
  String path(String prefixGlobal) {
    String prefix = setting("path_prefix", prefixGlobal);
    return prefix.isEmpty() || name.startsWith("/")
        ? name
        : prefix + (prefix.endsWith("/") ? "" : "/") + name;
  }

  /// The first character of a setting, which must be one.
  char single(String key, String global, Feed feed) {
    String text = setting(key, global);
    if (text.length() != 1) {
      feed.warning(Feed.Place.NONE, key + " length has to be 1. Separator will be truncated.");
    }
    return text.isEmpty() ? '\t' : text.charAt(0);
  }
}
