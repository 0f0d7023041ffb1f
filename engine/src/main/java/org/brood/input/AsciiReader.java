package org.brood.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.brood.script.type.Basic;
import org.brood.script.value.Port;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Lines of columns, as Zeek's logs have them; a `#fields` line says which.
final class AsciiReader implements Reader {
  private static final String FIELDS = "#fields";

  private final Source source;
  private final Feed feed;
  private final String path;
  private final Lines file;
  private final char separator;
  private final TextValues values;
  private final FileTroubles troubles;
  private final boolean failOnLines;
  private int[] places = {};
  private int[] protoPlaces = {};
  private @Nullable Str[] lastCells = {};
  private @Nullable Object[] lastValues = {};

  /// Whether the file is open and nothing behind its header was read.
  private boolean fresh;

  /// Whether reading stopped in the middle.
  private boolean unfinished;

  private long line;

  /// Whether a line had too few fields and no good one came since: warnings are only counted.
  private boolean silent;

  private long suppressed;

  /// @param changes whether only what is new and gone is told, when another file takes its place
  AsciiReader(Source source, Feed feed, boolean changes) {
    this.source = source;
    this.feed = feed;
    this.path = source.path("InputAscii::path_prefix");
    this.file = changes ? new ChangedLines(path) : new LineFile(path, new byte[] {'\n'});
    this.separator = source.single("separator", "InputAscii::separator", feed);
    this.values =
        new TextValues(
            source.single("set_separator", "InputAscii::set_separator", feed),
            source.setting("empty_field", "InputAscii::empty_field"),
            source.setting("unset_field", "InputAscii::unset_field"));
    this.troubles =
        new FileTroubles(
            feed, source.flag("fail_on_file_problem", "InputAscii::fail_on_file_problem"));
    this.failOnLines = source.flag("fail_on_invalid_lines", "InputAscii::fail_on_invalid_lines");
  }

  @Override
  public void open() throws ReadFailed {
    fresh = begin();
  }

  /// Opens the file and reads its header.
  ///
  /// @return whether there are lines to read
  private boolean begin() throws ReadFailed {
    line = 0;
    if (!file.open()) {
      troubles.tell("Init: cannot open " + path);
      return false;
    }
    try {
      if (!header()) {
        file.close();
        troubles.tell("Init: cannot open " + path + "; problem reading file header");
        return false;
      }
    } catch (IOException e) {
      file.close();
      troubles.tell("Init: cannot open " + path);
      return false;
    }
    troubles.over();
    return true;
  }

  private Feed.Place place() {
    return new Feed.Place(path, line);
  }

  private @Nullable Str nextLine() throws IOException {
    Str text = file.next(source.mode() != Source.Mode.STREAM);
    if (text == null) {
      return null;
    }
    line++;
    int length = text.length();
    return length > 0 && text.at(length - 1) == '\r' ? text.sub(0, length - 1) : text;
  }

  private List<Str> split(Str text, int from) {
    List<Str> parts = new ArrayList<>();
    int start = from;
    for (int at = from; at <= text.length(); at++) {
      if (at == text.length() || text.at(at) == separator) {
        parts.add(text.sub(start, at));
        start = at + 1;
      }
    }
    return parts;
  }

  /// Finds the columns in the first line that names them.
  private boolean header() throws IOException, ReadFailed {
    Str text = nextLine();
    while (text != null && isComment(text) && !text.toLatin1().startsWith(FIELDS)) {
      text = nextLine();
    }
    if (text == null) {
      feed.warning(
          Feed.Place.NONE,
          "Could not read input data file " + path + "; first line could not be read");
      return false;
    }
    String latin = text.toLatin1();
    int from = latin.startsWith(FIELDS) ? Math.min(latin.length(), FIELDS.length() + 1) : 0;
    List<String> names = split(text, from).stream().map(Str::toLatin1).toList();
    places = new int[source.columns().size()];
    protoPlaces = new int[places.length];
    lastCells = new Str[places.length];
    lastValues = new Object[places.length];
    for (int i = 0; i < places.length; i++) {
      Column column = source.columns().get(i);
      places[i] = names.indexOf(column.name());
      if (places[i] < 0 && !column.optional()) {
        feed.warning(
            Feed.Place.NONE,
            "Did not find requested field " + column.name() + " in input data file " + path + ".");
        return false;
      }
      protoPlaces[i] = -1;
      if (!column.typeColumn().isEmpty()) {
        protoPlaces[i] = names.indexOf(column.typeColumn());
        if (protoPlaces[i] < 0) {
          feed.warning(
              Feed.Place.NONE,
              "Could not find requested port type field "
                  + column.typeColumn()
                  + " in input data file "
                  + path
                  + ".");
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isComment(Str text) {
    return !text.isEmpty() && text.at(0) == '#';
  }

  @Override
  public void update(boolean forced) throws ReadFailed {
    update(forced, Integer.MAX_VALUE);
  }

  @Override
  public boolean update(boolean forced, int rows) throws ReadFailed {
    if (!unfinished && !ready(forced)) {
      return false;
    }
    unfinished = false;
    try {
      int left = rows;
      for (Str text = nextLine(); text != null; text = nextLine()) {
        if (!isComment(text) && !text.isEmpty()) {
          row(text);
          if (--left == 0) {
            unfinished = true;
            return true;
          }
        }
      }
    } catch (IOException e) {
      troubles.tell(path + ": " + e.getMessage());
    }
    if (source.mode() != Source.Mode.STREAM) {
      feed.end();
    }
    speakAgain();
    return false;
  }

  /// Whether there may be something to read, from where it is read.
  private boolean ready(boolean forced) throws ReadFailed {
    if (!file.isOpen()) {
      fresh = false;
      return begin();
    }
    if (fresh) {
      fresh = false;
      return true;
    }
    return switch (source.mode()) {
      case MANUAL -> begin();
      case REREAD -> {
        Lines.Change change = file.change();
        if (change == Lines.Change.MISSING) {
          troubles.tell(path + ": Could not get stat for " + path);
          yield false;
        }
        yield (change != Lines.Change.NONE || forced) && begin();
      }
      case STREAM -> file.change() != Lines.Change.REPLACED || begin();
    };
  }

  private void row(Str text) throws ReadFailed {
    List<Str> parts = split(text, 0);
    @Nullable Object[] row = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      if (places[i] < 0) {
        continue;
      }
      if (places[i] >= parts.size() || protoPlaces[i] >= parts.size()) {
        tooShort(text, parts.size(), i);
        return;
      }
      Column column = source.columns().get(i);
      try {
        row[i] = value(i, parts.get(places[i]), column);
      } catch (TextValues.BadValue bad) {
        bad.tell(
            feed,
            place(),
            this::warn,
            "Could not convert line '" + text + "' of " + path + " to Val. Ignoring line.");
        return;
      }
      if (protoPlaces[i] >= 0 && column.type() == Basic.PORT && row[i] instanceof Port port) {
        String word = parts.get(protoPlaces[i]).toLatin1();
        row[i] = new Port(port.number(), TextValues.protocol(word, this::warn));
      }
    }
    speakAgain();
    if (file.isGone()) {
      feed.gone(row, place());
    } else {
      feed.row(row, place());
    }
  }

  /// The value of a cell. A text that stands in the line before too is the same one: such as who
  /// says so, in each of a million lines.
  private @Nullable Object value(int at, Str cell, Column column) throws TextValues.BadValue {
    if (column.type() == Basic.STRING && cell.equals(lastCells[at])) {
      return lastValues[at];
    }
    Object value = values.parseOrUnset(cell, column.type(), column.name(), this::warn);
    lastCells[at] = cell;
    lastValues[at] = value;
    return value;
  }

  private void warn(String text) {
    if (silent) {
      suppressed++;
    } else {
      feed.warning(place(), text);
    }
  }

  /// Says how many warnings there were since lines had too few fields.
  private void speakAgain() {
    silent = false;
    if (suppressed > 0) {
      feed.warning(place(), "Suppressed " + suppressed + " warning(s)");
      suppressed = 0;
    }
  }

  private void tooShort(Str text, int found, int column) throws ReadFailed {
    String message =
        "Not enough fields in line '%s' of %s. Found %d fields, want positions %d and %d"
            .formatted(text, path, found - 1, places[column], protoPlaces[column]);
    if (failOnLines) {
      feed.error(place(), message);
      throw new ReadFailed();
    }
    warn(message);
    silent = true;
  }

  @Override
  public void close() {
    file.close();
    Arrays.fill(places, -1);
  }
}
