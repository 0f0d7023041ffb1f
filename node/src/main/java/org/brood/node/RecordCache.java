package org.brood.node;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/// The classes of records that programs had, in one file. Most programs have Brood's own records,
/// so that a new one need not make their classes again.
///
/// The file belongs to one build of Brood: that of another one is taken for empty, and replaced.
final class RecordCache {
  /// How large the classes may be together.
  private static final int MAX_BYTES = 16 << 20;

  private final Path file;
  private final String build;

  RecordCache(Path file, String build) {
    this.file = file;
    this.build = build;
  }

  /// All classes by their paths; none if there is no file that can be used.
  Map<String, byte[]> read() {
    Map<String, byte[]> classes = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      return classes;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (!in.readUTF().equals(build)) {
        return classes;
      }
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        String path = in.readUTF();
        int length = in.readInt();
        if (length < 0 || length > MAX_BYTES) {
          return new HashMap<>();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
          return new HashMap<>();
        }
        classes.put(path, bytes);
      }
      return classes;
    } catch (IOException e) {
      return new HashMap<>();
    }
  }

  /// Adds the classes of a program. Failing to is no error: the next program makes them itself.
  ///
  /// @param known what [#read] gave
  void add(Map<String, byte[]> known, Map<String, byte[]> records) {
    Map<String, byte[]> all = new HashMap<>(known);
    if (!all.keySet().containsAll(records.keySet())) {
      all.putAll(records);
      long size = all.values().stream().mapToLong(bytes -> bytes.length).sum();
      write(size > MAX_BYTES ? records : all);
    }
  }

  private void write(Map<String, byte[]> classes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "records", ".part");
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
        out.writeUTF(build);
        out.writeInt(classes.size());
        for (Map.Entry<String, byte[]> one : classes.entrySet()) {
          out.writeUTF(one.getKey());
          out.writeInt(one.getValue().length);
          out.write(one.getValue());
        }
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // A disk may be full or read-only.
    }
  }
}
