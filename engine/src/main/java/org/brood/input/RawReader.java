package org.brood.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.brood.event.Inbox;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Pieces of a file, or of what a program prints, without any meaning. A source that ends in `|` is
/// a program.
final class RawReader implements Reader {
  private final Source source;
  private final Feed feed;
  private final ProcessEnd processEnd;
  private final Inbox inbox;
  private final byte[] separator;
  private final LineFile file;
  private boolean fresh;
  private @Nullable ProcessLines process;

  /// Told when a program has ended.
  interface ProcessEnd {
    void ended(int exitCode, boolean bySignal);
  }

  RawReader(Source source, Feed feed, Inbox inbox, ProcessEnd processEnd) {
    this.source = source;
    this.feed = feed;
    this.inbox = inbox;
    this.processEnd = processEnd;
    String text = source.setting("record_separator", "InputRaw::record_separator");
    this.separator = (text.isEmpty() ? "\n" : text).getBytes(StandardCharsets.ISO_8859_1);
    this.file = new LineFile(source.name(), separator);
  }

  private boolean isProgram() {
    return source.name().endsWith("|");
  }

  @Override
  public void open() throws ReadFailed {
    if (source.name().isEmpty()) {
      feed.error(Feed.Place.NONE, "No source path provided");
      throw new ReadFailed();
    }
    if (isProgram()) {
      if (source.mode() == Source.Mode.REREAD) {
        feed.error(Feed.Place.NONE, "Rereading only supported for files, not for executables.");
        throw new ReadFailed();
      }
      start();
    } else if (file.open()) {
      fresh = true;
      seek();
    } else if (source.mode() != Source.Mode.STREAM) {
      feed.error(Feed.Place.NONE, "Init: cannot open " + source.name());
      throw new ReadFailed();
    }
  }

  private void seek() throws ReadFailed {
    String offset = source.config().getOrDefault("offset", "");
    if (offset.isEmpty()) {
      return;
    }
    if (source.mode() == Source.Mode.REREAD) {
      feed.error(
          Feed.Place.NONE,
          "Offset only is supported for MODE_STREAM and MODE_MANUAL; it is also not supported when executing a command");
      throw new ReadFailed();
    }
    try {
      file.seek(Long.parseLong(offset));
    } catch (IOException | NumberFormatException e) {
      feed.error(Feed.Place.NONE, "Seek failed in init: " + e.getMessage());
      throw new ReadFailed();
    }
  }

  private void start() throws ReadFailed {
    String command = source.name().substring(0, source.name().length() - 1);
    String input = source.config().getOrDefault("stdin", "");
    boolean errors = !source.config().getOrDefault("read_stderr", "").isEmpty();
    try {
      process =
          ProcessLines.start(command, input, errors, separator, inbox, this::line, this::ended);
    } catch (IOException e) {
      feed.error(Feed.Place.NONE, "Could not spawn child process: " + e.getMessage());
      throw new ReadFailed();
    }
  }

  private void line(Str text, boolean isError) {
    @Nullable Object[] row = new @Nullable Object[source.columns().size()];
    row[0] = text;
    if (row.length > 1) {
      row[1] = isError;
    }
    feed.row(row, Feed.Place.NONE);
  }

  private void ended(int exitCode, boolean bySignal) {
    if (exitCode != 0) {
      feed.warning(
          Feed.Place.NONE,
          bySignal
              ? "Child process exited due to signal " + exitCode
              : "Child process exited with non-zero return code " + exitCode);
    }
    process = null;
    if (source.mode() == Source.Mode.STREAM) {
      feed.endOfData();
    } else {
      feed.end();
    }
    processEnd.ended(exitCode, bySignal);
  }

  @Override
  public void update(boolean forced) throws ReadFailed {
    if (isProgram()) {
      if (forced && process == null) {
        start();
      }
      return;
    }
    if (!ready(forced)) {
      return;
    }
    boolean stream = source.mode() == Source.Mode.STREAM;
    try {
      for (Str text = file.next(true); text != null; text = file.next(true)) {
        line(text, false);
      }
    } catch (IOException e) {
      feed.error(Feed.Place.NONE, source.name() + ": " + e.getMessage());
      throw new ReadFailed();
    }
    if (!stream) {
      feed.end();
    }
  }

  private boolean ready(boolean forced) throws ReadFailed {
    if (fresh) {
      fresh = false;
      return true;
    }
    if (!file.isOpen()) {
      return file.open();
    }
    return switch (source.mode()) {
      case MANUAL -> reopened();
      case REREAD ->
          switch (file.change()) {
            case NONE -> forced && reopened();
            case CHANGED, REPLACED -> reopened();
            case MISSING -> {
              feed.error(Feed.Place.NONE, "Could not get stat for " + source.name());
              throw new ReadFailed();
            }
          };
      case STREAM -> file.change() != Lines.Change.REPLACED || file.open();
    };
  }

  private boolean reopened() throws ReadFailed {
    if (!file.open()) {
      feed.error(Feed.Place.NONE, "Init: cannot open " + source.name());
      throw new ReadFailed();
    }
    return true;
  }

  @Override
  public void close() {
    file.close();
    ProcessLines running = process;
    if (running != null) {
      running.kill();
    }
  }
}
