package org.brood.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.brood.event.Events;
import org.brood.log.LeftoverLog;
import org.brood.log.LogTarget;
import org.brood.log.LogWriter;
import org.brood.log.LogWriterFactory;
import org.brood.log.NoneWriter;
import org.brood.log.ascii.AsciiOptions;
import org.brood.log.ascii.AsciiWriter;
import org.brood.log.ascii.ShadowFile;
import org.brood.script.runtime.Messages.Level;
import org.brood.script.type.EnumType;
import org.brood.script.value.Str;

/// Makes log writers with the options that the scripts give.
final class LogWriters implements LogWriterFactory {
  private final Events events;
  private final Path folder;
  private final boolean json;
  private final OutputStream stdout;

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
      default -> throw new IOException("writer " + target.writer() + " is not supported yet");
    };
  }

  private LogWriter none(LogTarget target) throws IOException {
    if (events.bool("LogNone::debug", false)) {
      NoneWriter.describe(target, stdout);
    }
    return new NoneWriter();
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
