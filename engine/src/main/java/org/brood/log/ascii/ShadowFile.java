package org.brood.log.ascii;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.brood.log.LeftoverLog;

/// The file that lies beside a log as long as it is written: `.shadow.conn.log` beside `conn.log`.
/// Two lines say the log's extension and the function that gets it when it is rotated. Who finds
/// one at the start knows that the log beside it was left behind.
public final class ShadowFile {
  private static final String PREFIX = ".shadow.";

  /// More is not read of one.
  private static final int MAX_BYTES = 1 << 16;

  /// Told of what is odd.
  @FunctionalInterface
  public interface Troubles {
    /// @param isError whether it is an error, otherwise a warning
    void say(boolean isError, String text);
  }

  private ShadowFile() {}

  private static Path beside(Path log) {
    return log.resolveSibling(PREFIX + log.getFileName());
  }

  /// Marks a log as being written. The mark is on disk when this returns.
  static void write(Path log, String extension, String postprocessor) throws IOException {
    Path shadow = beside(log);
    Path fresh = shadow.resolveSibling(".tmp" + shadow.getFileName());
    byte[] text = (extension + "\n" + postprocessor + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(fresh, text);
    try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(fresh, shadow, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Says that a log is finished.
  static void delete(Path log) throws IOException {
    Files.delete(beside(log));
  }

  /// The unfinished logs in a folder, by name. Marks whose log is gone are deleted.
  ///
  /// @param home what directories in the names of rotated files are relative to
  /// @param extension of logs whose mark does not say it
  /// @throws IOException if the folder can't be read
  public static List<LeftoverLog> find(Path home, Path folder, String extension, Troubles troubles)
      throws IOException {
    List<Path> shadows = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
      found.forEach(shadows::add);
    }
    shadows.sort(null);
    List<LeftoverLog> leftovers = new ArrayList<>();
    for (Path shadow : shadows) {
      String name = shadow.getFileName().toString().substring(PREFIX.length());
      Path log = shadow.resolveSibling(name);
      if (Files.isRegularFile(log)) {
        try {
          leftovers.add(read(home, shadow, log, extension, troubles));
        } catch (IOException e) {
          troubles.say(true, "failed to process leftover log '" + log + "': " + reason(shadow, e));
        }
        continue;
      }
      try {
        Files.delete(shadow);
      } catch (IOException e) {
        troubles.say(true, "cannot unlink stale " + reason(shadow, e));
      }
    }
    return leftovers;
  }

  private static String reason(Path file, IOException e) {
    return file + ": " + e.getMessage();
  }

  private static LeftoverLog read(
      Path home, Path shadow, Path log, String otherwise, Troubles troubles) throws IOException {
    String extension = otherwise;
    String postprocessor = "";
    String text;
    try (var in = Files.newInputStream(shadow)) {
      text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
    String[] lines = text.split("\n", -1);
    if (lines.length >= 3) {
      extension = lines[0];
      postprocessor = lines[1];
    } else {
      troubles.say(
          false,
          "Found leftover log, '%s', but the associated shadow  file, '%s', required to process it is invalid: using default  for extension (%s) and post_proc_func"
              .formatted(log, shadow, otherwise));
    }
    String name = log.getFileName().toString();
    String path =
        name.endsWith(extension) ? name.substring(0, name.length() - extension.length()) : name;
    return new LeftoverLog(
        home,
        log,
        path,
        extension,
        postprocessor,
        Files.getLastModifiedTime(shadow).to(TimeUnit.SECONDS),
        Files.getLastModifiedTime(log).to(TimeUnit.SECONDS),
        () -> Files.delete(shadow));
  }
}
