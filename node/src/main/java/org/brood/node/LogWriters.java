package org.brood.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.event.Events;
import org.brood.log.LeftoverLog;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.LogWriterFactory;
import org.brood.log.NoneWriter;
import org.brood.log.ascii.AsciiOptions;
import org.brood.log.ascii.AsciiWriter;
import org.brood.log.ascii.ShadowFile;
import org.brood.log.sqlite.SqliteLogs;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;
import org.jspecify.annotations.Nullable;

/// Makes log writers with the options that the scripts give.
final class LogWriters implements LogWriterFactory {
  private final Events events;
  private final Path folder;
  private final boolean json;
  private final OutputStream stdout;
  private @Nullable SqliteLogs sqlite;

  /// @param json whether logs are JSON even if no script says so
  LogWriters(Events events, Path folder, boolean json, OutputStream stdout) {
    this.events = events;
    this.folder = folder;
    this.json = json;
    this.stdout = stdout;
  }

  @Override
  public LogWriter create(LogTarget target) throws IOException {
    return switch (target.writer()) {
      case "Log::WRITER_ASCII" -> ascii(target);
      case "Log::WRITER_NONE" -> none(target);
      case "Log::WRITER_SQLITE" -> sqlite(target);
      default -> throw new IOException("writer " + target.writer() + " is not supported yet");
    };
  }

  private LogWriter none(LogTarget target) throws IOException {
    if (events.bool("LogNone::debug", false)) {
      NoneWriter.describe(target, stdout);
    }
    return new NoneWriter();
  }

  private LogWriter sqlite(LogTarget target) throws IOException {
    String table = target.config().get("tablename");
    if (table == null) {
      events
          .runtime()
          .note(
              Level.INFO,
              target.path()
                  + "/Log::WRITER_SQLITE: tablename configuration option not found. Defaulting to path "
                  + target.path());
      table = target.path();
    }
    SqliteLogs databases = sqlite;
    if (databases == null) {
      databases =
          new SqliteLogs(
              logs(),
              AsciiOptions.standard(false)
                  .with(
                      Map.of(
                          "separator", "",
                          "meta_prefix", "",
                          "set_separator", text("LogSQLite::set_separator", ","),
                          "empty_field", text("LogSQLite::empty_field", "(empty)"),
                          "unset_field", text("LogSQLite::unset_field", "-"))),
              setting("LogSQLite::synchronous", "SQLITE_SYNCHRONOUS_"),
              setting("LogSQLite::journal_mode", "SQLITE_JOURNAL_MODE_"));
      sqlite = databases;
    }
    return databases.create(target, table);
  }

  /// What follows a prefix in an enumerator's name, empty for the default.
  private String setting(String global, String prefix) {
    String name = events.global(global) instanceof EnumType.Item item ? item.name() : "";
    int at = name.indexOf(prefix);
    String value = at < 0 ? "" : name.substring(at + prefix.length());
    return value.equals("DEFAULT") ? "" : value;
  }

  private LogWriter ascii(LogTarget target) throws IOException {
    AsciiOptions options;
    try {
      options = options().with(target.config());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    LogTarget.Rotation rotation = target.rotation();
    boolean isMarked = rotatesLeftovers() && rotation.intervalSeconds() > 0;
    return new AsciiWriter(
        folder,
        logs(),
        target.path(),
        suffix(),
        options,
        stdout,
        isMarked ? rotation.postprocessor() : null);
  }

  private boolean rotatesLeftovers() {
    return events.bool("LogAscii::enable_leftover_log_rotation", false);
  }

  private static String suffix() {
    return System.getenv().getOrDefault("ZEEK_LOG_SUFFIX", "log");
  }

  private Path logs() {
    String logdir = text("Log::default_logdir", "");
    return logdir.isEmpty() ? folder : folder.resolve(logdir);
  }

  @Override
  public List<LeftoverLog> leftovers() throws IOException {
    if (!rotatesLeftovers()) {
      return List.of();
    }
    String zip = events.count("LogAscii::gzip_level", 0) > 0 ? ".gz" : "";
    return ShadowFile.find(
        folder, logs().toAbsolutePath().normalize(), "." + suffix() + zip, this::trouble);
  }

  private void trouble(boolean isError, String text) {
    events.runtime().note(isError ? Level.ERROR : Level.WARNING, text);
  }

  private String text(String name, String otherwise) {
    return events.global(name) instanceof Str s ? s.toLatin1() : otherwise;
  }

  /// The options of the text writer.
  AsciiOptions options() {
    String timestamps =
        events.global("LogAscii::json_timestamps") instanceof EnumType.Item item
            ? item.name()
            : "JSON::TS_EPOCH";
    return new AsciiOptions(
        events.bool("LogAscii::output_to_stdout", false),
        json || events.bool("LogAscii::use_json", false),
        events.bool("LogAscii::enable_utf_8", true),
        (int) events.count("LogAscii::gzip_level", 0),
        text("LogAscii::gzip_file_extension", "gz"),
        timestamps,
        events.bool("LogAscii::json_include_unset_fields", false),
        events.bool("LogAscii::include_meta", true),
        text("LogAscii::meta_prefix", "#"),
        text("LogAscii::separator", "\t"),
        text("LogAscii::set_separator", ","),
        text("LogAscii::empty_field", "(empty)"),
        text("LogAscii::unset_field", "-"),
        false);
  }
}
