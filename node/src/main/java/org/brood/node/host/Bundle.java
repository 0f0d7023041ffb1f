package org.brood.node.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.brood.script.value.Digests;

/// A site folder as one file that is named by its own hash: the same folder gives the same bytes.
///
/// @param hash SHA-256 in hex
public record Bundle(String hash, byte[] bytes) {
  /// Bytes of all files together, at most.
  static final long MAX_BYTES = 256L << 20;

  private static final FileTime NO_TIME = FileTime.fromMillis(315_532_800_000L);
  private static final int MAX_DEPTH = 32;

  /// Packs a folder; hidden files are left out.
  ///
  /// @throws IOException if a file cannot be read or there is too much of it
  public static Bundle pack(Path folder) throws IOException {
    return pack(folder, Map.of());
  }

  /// Packs a folder with some files that are elsewhere.
  ///
  /// @param others by the names that they get; each takes the place of one that the folder has
  /// @throws IOException if a file cannot be read or there is too much of it
  static Bundle pack(Path folder, Map<String, Path> others) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    for (Path file : filesOf(folder)) {
      files.put(file.toString(), folder.resolve(file));
    }
    files.putAll(others);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long total = 0;
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        byte[] content = Files.readAllBytes(file.getValue());
        total += content.length;
        if (total > MAX_BYTES) {
          throw new IOException(folder + ": more than " + MAX_BYTES + " bytes");
        }
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return of(bytes.toByteArray());
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, MAX_DEPTH, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile)
          .map(folder::relativize)
          .filter(file -> !isHidden(file))
          .toList();
    } catch (UncheckedIOException e) {
      throw new IOException(folder + ": cannot be read", e);
    }
  }

  private static boolean isHidden(Path file) {
    for (Path part : file) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /// A bundle of these bytes.
  public static Bundle of(byte[] bytes) {
    return new Bundle(HexFormat.of().formatHex(Digests.of("SHA-256", bytes)), bytes);
  }

  /// Unpacks into a folder that is not there yet; it is there whole or not at all.
  ///
  /// @throws IOException if the bytes are no bundle or the disk is full
  void unpack(Path folder) throws IOException {
    Path beside = folder.resolveSibling(folder.getFileName() + ".new");
    Folders.delete(beside);
    Files.createDirectories(beside);
    long total = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = beside.resolve(entry.getName()).normalize();
        if (!file.startsWith(beside) || entry.isDirectory()) {
          throw new IOException("a bundle with the entry " + entry.getName());
        }
        byte[] content = zip.readNBytes((int) Math.min(Integer.MAX_VALUE, MAX_BYTES - total + 1));
        total += content.length;
        if (total > MAX_BYTES) {
          throw new IOException("a bundle of more than " + MAX_BYTES + " bytes");
        }
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, content);
      }
    }
    Files.move(beside, folder);
  }
}
