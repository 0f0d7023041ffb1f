package org.brood.log.ascii;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.brood.log.BlockWriter;
import org.brood.log.LogColumn;
import org.brood.log.RowFormat;
import org.brood.script.value.ByteSink;
import org.jspecify.annotations.Nullable;

/// Writes rows as lines of a file, which is made with the first row.
public final class AsciiWriter implements BlockWriter {
  private static final int BUFFER = 1 << 16;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss", Locale.ROOT);

  private final String path;
  private final Path home;
  private final Path file;
  private final String extension;
  private final AsciiOptions options;
  private final RowFormat format;
  private final ByteSink line = new ByteSink(512);
  private final OutputStream stdout;
  private final @Nullable String postprocessor;
  private @Nullable OutputStream out;

  /// @param folder where the file goes, unless the path is absolute
  /// @param suffix the file's extension, `log` unless the environment says otherwise
  public AsciiWriter(
      Path folder, String path, String suffix, AsciiOptions options, OutputStream stdout) {
    this(folder, folder, path, suffix, options, stdout, null);
  }

  /// @param home what directories in the names of rotated files are relative to
  /// @param folder where the file goes, unless the path is absolute
  /// @param suffix the file's extension, `log` unless the environment says otherwise
  /// @param postprocessor the name of the function that gets rotated files, for who finds the file
  ///   after a crash; null if nobody is to look for it
  public AsciiWriter(
      Path home,
      Path folder,
      String path,
      String suffix,
      AsciiOptions options,
      OutputStream stdout,
      @Nullable String postprocessor) {
    this.home = home;
    this.path = options.toStdout() ? "/dev/stdout" : path;
    this.options = options;
    this.stdout = stdout;
    this.postprocessor = postprocessor;
    String zip = options.gzipExtension().isEmpty() ? "gz" : options.gzipExtension();
    this.extension = "." + suffix + (options.gzipLevel() > 0 ? "." + zip : "");
    this.file = folder.resolve(isSpecial() ? this.path : this.path + extension);
    this.format = newFormat();
  }

  @Override
  public RowFormat newFormat() {
    return options.format();
  }

  private boolean isSpecial() {
    return path.startsWith("/dev/");
  }

  private OutputStream open(List<LogColumn> columns) throws IOException {
    OutputStream target;
    if (path.equals("/dev/stdout")) {
      target = stdout;
    } else {
      if (postprocessor != null && !isSpecial()) {
        ShadowFile.write(file, extension, postprocessor);
      }
      OutputStream raw = Files.newOutputStream(file);
      target =
          options.gzipLevel() > 0
              ? new Gzip(raw, options.gzipLevel())
              : new BufferedOutputStream(raw, BUFFER);
    }
    line.clear();
    format.header(line, columns, path, now());
    target.write(line.array(), 0, line.length());
    out = target;
    return target;
  }

  private static String now() {
    return LocalDateTime.now(java.time.ZoneId.systemDefault()).format(STAMP);
  }

  @Override
  public void write(List<LogColumn> columns, @Nullable Object[] values) throws IOException {
    OutputStream target = out;
    if (target == null) {
      target = open(columns);
    }
    line.clear();
    format.row(line, columns, values);
    target.write(line.array(), 0, line.length());
  }

  @Override
  public void append(List<LogColumn> columns, ByteSink rows) throws IOException {
    OutputStream target = out;
    if (target == null) {
      target = open(columns);
    }
    target.write(rows.array(), 0, rows.length());
  }

  @Override
  public void flush() throws IOException {
    OutputStream target = out;
    if (target != null) {
      target.flush();
    }
  }

  @Override
  public void close() throws IOException {
    OutputStream target = out;
    if (target == null) {
      return;
    }
    out = null;
    line.clear();
    format.footer(line, now());
    target.write(line.array(), 0, line.length());
    if (path.equals("/dev/stdout")) {
      target.flush();
    } else {
      target.close();
    }
  }

  @Override
  public String rotate(String newPath) throws IOException {
    if (out == null || isSpecial()) {
      return "";
    }
    close();
    String name = newPath + extension;
    Path target = name.indexOf('/') < 0 ? file.resolveSibling(name) : home.resolve(name);
    Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
    if (postprocessor != null) {
      ShadowFile.delete(file);
    }
    return name;
  }

  /// A gzip stream with a level.
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream out, int level) throws IOException {
      super(new BufferedOutputStream(out, BUFFER), BUFFER);
      def.setLevel(Math.clamp(level, Deflater.BEST_SPEED, Deflater.BEST_COMPRESSION));
    }
  }
}
