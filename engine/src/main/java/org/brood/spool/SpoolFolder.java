package org.brood.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.brood.bytes.Malformed;

/// The files of one spool.
///
/// ```
/// id                        the spool's id
/// boot                      which start of the machine the numbers go on in, and where they began
/// lock                      held by the worker
/// 0000000000000001.seg      batches from that sequence number on
/// sent                      what the host sent where, and what was answered
/// ```
///
/// @param path the folder
record SpoolFolder(Path path) {
  private static final String ENDING = ".seg";
  private static final int DIGITS = 16;

  /// A segment.
  ///
  /// @param first the sequence number that it begins with
  record Segment(long first, Path file) {}

  Path id() {
    return path.resolve("id");
  }

  Path boot() {
    return path.resolve("boot");
  }

  Path sent() {
    return path.resolve("sent");
  }

  Segment segment(long first) {
    return new Segment(first, path.resolve(HexFormat.of().toHexDigits(first) + ENDING));
  }

  /// The segments that there are, in order.
  List<Segment> segments() throws IOException {
    List<Segment> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + ENDING)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.length() == DIGITS + ENDING.length() && HexFormat.isHexDigit(name.charAt(0))) {
          add(found, file, name);
        }
      }
    }
    found.sort(Comparator.comparingLong(Segment::first));
    return found;
  }

  private static void add(List<Segment> found, Path file, String name) {
    try {
      found.add(new Segment(HexFormat.fromHexDigitsToLong(name, 0, DIGITS), file));
    } catch (IllegalArgumentException e) {
      // Somebody else's file.
    }
  }

  /// The spool's id.
  ///
  /// @throws NoSuchFileException if no worker made a spool here yet
  RandomId readId() throws IOException {
    try {
      return RandomId.parse(Files.readString(id()).strip());
    } catch (Malformed e) {
      throw new IOException(id() + ": " + e.reason(), e);
    }
  }

  /// Writes a small file so that it is there as a whole or not at all, also after a power failure.
  static void replace(Path file, String text) throws IOException {
    replace(file, text.getBytes(StandardCharsets.UTF_8));
  }

  static void replace(Path file, byte[] bytes) throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            made,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      java.nio.ByteBuffer all = java.nio.ByteBuffer.wrap(bytes);
      while (all.hasRemaining()) {
        out.write(all);
      }
      out.force(true);
    }
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      sync(parent);
    }
  }

  /// Makes new names in a folder outlive a power failure.
  static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
