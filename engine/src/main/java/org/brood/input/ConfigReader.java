package org.brood.input;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.brood.event.EventType;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.Type;
import org.brood.script.value.Str;
import org.brood.script.value.Values;
import org.jspecify.annotations.Nullable;

/// Lines of an option's name and its value. Each value that is new since the last reading is the
/// event `InputConfig::new_value`.
final class ConfigReader implements Reader {
  private final Source source;
  private final String streamName;
  private final Feed feed;
  private final LineFile file;
  private final TextValues values;
  private final char setSeparator;
  private final FileTroubles troubles;
  private final EventType newValue;
  private final Map<String, String> known = new HashMap<>();

  /// The options in the file as it was last read.
  private final Set<String> seen = new HashSet<>();

  private boolean fresh;

  ConfigReader(Source source, String streamName, Feed feed) {
    this.source = source;
    this.streamName = streamName;
    this.feed = feed;
    this.file = new LineFile(source.name(), new byte[] {'\n'});
    this.setSeparator = source.single("set_separator", "InputConfig::set_separator", feed);
    this.values =
        new TextValues(
            setSeparator, source.setting("empty_field", "InputConfig::empty_field"), "\0unset");
    this.troubles =
        new FileTroubles(
            feed, source.flag("fail_on_file_problem", "InputConfig::fail_on_file_problem"));
    this.newValue = source.events().type("InputConfig::new_value");
  }

  @Override
  public void open() throws ReadFailed {
    fresh = begin();
  }

  private boolean begin() throws ReadFailed {
    if (file.open()) {
      troubles.over();
      return true;
    }
    troubles.tell("Init: cannot open " + source.name());
    return false;
  }

  private boolean ready(boolean forced) throws ReadFailed {
    if (fresh) {
      fresh = false;
      return true;
    }
    if (file.isOpen() && source.mode() == Source.Mode.REREAD) {
      Lines.Change change = file.change();
      if (change == Lines.Change.MISSING) {
        troubles.tell("Could not get stat for " + source.name());
        return false;
      }
      return (forced || change != Lines.Change.NONE) && begin();
    }
    return begin();
  }

  @Override
  public void update(boolean forced) throws ReadFailed {
    if (!ready(forced)) {
      return;
    }
    seen.clear();
    try {
      for (Str text = file.next(true); text != null; text = file.next(true)) {
        if (!text.isEmpty() && text.at(0) != '#') {
          line(text.toLatin1());
        }
      }
    } catch (IOException e) {
      troubles.tell(source.name() + ": " + e.getMessage());
    }
    feed.end();
    // What comes back is told of anew.
    known.keySet().retainAll(seen);
  }

  private boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private boolean isPadding(char c) {
    return isBlank(c) || c == '\r' || c == setSeparator;
  }

  private void warn(String text) {
    feed.warning(Feed.Place.NONE, text);
  }

  /// Space around the value does not count, nor does what separates elements of sets at its end.
  private void line(String text) {
    int nameEnd = 0;
    while (nameEnd < text.length() && !isBlank(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int from = nameEnd;
    while (from < text.length() && isBlank(text.charAt(from))) {
      from++;
    }
    if (nameEnd == 0 || from == nameEnd) {
      if (!text.isBlank()) {
        warn("Could not parse '" + text + "'; line has invalid format. Ignoring line.");
      }
      return;
    }
    int to = text.length();
    while (to > from + 1 && isPadding(text.charAt(to - 1))) {
      to--;
    }
    option(text, text.substring(0, nameEnd), text.substring(from, to));
  }

  private void option(String text, String name, String value) {
    Runtime rt = source.events().runtime();
    int index = rt.info().global(name);
    ProgramInfo.GlobalInfo global = index < 0 ? null : rt.info().globals().get(index);
    if (global == null || !global.kind().equals("option")) {
      warn("Option '" + name + "' does not exist. Ignoring line.");
      return;
    }
    Type type = global.type();
    if (!Columns.isReadable(type)) {
      warn(
          "Option '%s' has type '%s', which is not supported for file input. Ignoring line."
              .formatted(name, type.describe()));
      return;
    }
    Object parsed = parse(text, name, value, type);
    if (parsed == null) {
      return;
    }
    seen.add(name);
    if (value.equals(known.put(name, value))) {
      return;
    }
    newValue.raise(
        Str.of(streamName), Str.of(source.name()), Str.of(name), Values.toAny(parsed, type));
  }

  private @Nullable Object parse(String text, String name, String value, Type type) {
    try {
      return values.parse(Str.latin1(value), type, name, this::warn);
    } catch (TextValues.BadValue bad) {
      if (bad.isEnum) {
        feed.badOption(bad.text());
      } else {
        bad.tell(
            feed,
            Feed.Place.NONE,
            this::warn,
            "Could not convert line '" + text + "' to value. Ignoring line.");
      }
      return null;
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
