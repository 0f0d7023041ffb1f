package org.brood.node;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.brood.event.Events;
import org.brood.log.LogWriter;
import org.brood.log.LogWriterFactory;
import org.brood.log.NoneWriter;
import org.brood.log.ascii.AsciiOptions;
import org.brood.log.ascii.AsciiWriter;
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
  public LogWriter create(String stream, String writer, String path, Map<String, String> config)
      throws IOException {
    return switch (writer) {
      case "Log::WRITER_ASCII" -> ascii(path, config);
      case "Log::WRITER_NONE" -> new NoneWriter();
      default -> throw new IOException("writer " + writer + " is not supported yet");
    };
  }

  private LogWriter ascii(String path, Map<String, String> config) throws IOException {
    AsciiOptions options;
    try {
      options = options().with(config);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    String suffix = System.getenv().getOrDefault("ZEEK_LOG_SUFFIX", "log");
    String logdir = text("Log::default_logdir", "");
    return new AsciiWriter(
        folder, logdir.isEmpty() ? folder : folder.resolve(logdir), path, suffix, options, stdout);
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
