package org.brood.node.intel;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/// Lines in the order of their bytes, one for each beginning up to the second tab: of several the
/// first in that order.
///
/// However many there are, [#RUN_BYTES] of them are in memory: sorted runs go to files, which are
/// merged at the end (Knuth, The Art of Computer Programming, volume 3, section 5.4).
final class SortedLines implements AutoCloseable {
  private static final int RUN_BYTES = 16 << 20;

  /// What a line takes besides its bytes.
  private static final int OVERHEAD = 24;

  private final Path folder;
  private final String name;
  private final List<Path> runs = new ArrayList<>();
  private final List<byte[]> lines = new ArrayList<>();
  private long bytes;

  /// @param folder where runs go
  /// @param name with which theirs begin
  SortedLines(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  /// Adds a line without its end.
  void add(byte[] line) throws IOException {
    lines.add(line);
    bytes += line.length + OVERHEAD;
    if (bytes >= RUN_BYTES) {
      spill();
    }
  }

  private void spill() throws IOException {
    lines.sort(Arrays::compareUnsigned);
    Path run = folder.resolve(name + ".run" + runs.size());
    runs.add(run);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(run)))) {
      for (byte[] line : lines) {
        out.writeInt(line.length);
        out.write(line);
      }
    }
    lines.clear();
    bytes = 0;
  }

  /// A run that is being merged.
  private static final class Run implements AutoCloseable, Comparable<Run> {
    private final DataInputStream in;
    private byte[] line = {};

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
    }

    boolean advance() throws IOException {
      try {
        line = in.readNBytes(in.readInt());
        return true;
      } catch (EOFException e) {
        return false;
      }
    }

    @Override
    public int compareTo(Run other) {
      return Arrays.compareUnsigned(line, other.line);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /// Writes all of them.
  ///
  /// @return how many there are
  long writeTo(OutputStream out) throws IOException {
    Writer writer = new Writer(out);
    if (runs.isEmpty()) {
      lines.sort(Arrays::compareUnsigned);
      for (byte[] line : lines) {
        writer.write(line);
      }
      return writer.count;
    }
    spill();
    List<Run> open = new ArrayList<>();
    try {
      PriorityQueue<Run> next = new PriorityQueue<>();
      for (Path file : runs) {
        Run run = new Run(file);
        open.add(run);
        if (run.advance()) {
          next.add(run);
        }
      }
      for (Run run = next.poll(); run != null; run = next.poll()) {
        writer.write(run.line);
        if (run.advance()) {
          next.add(run);
        }
      }
    } finally {
      for (Run run : open) {
        run.close();
      }
    }
    return writer.count;
  }

  private static final class Writer {
    private final OutputStream out;
    private byte[] last = {};
    private int lastKey = -1;
    private long count;

    Writer(OutputStream out) {
      this.out = out;
    }

    void write(byte[] line) throws IOException {
      int key = key(line);
      if (Arrays.equals(line, 0, key, last, 0, Math.max(0, lastKey)) && lastKey >= 0) {
        return;
      }
      out.write(line);
      out.write('\n');
      last = line;
      lastKey = key;
      count++;
    }

    private static int key(byte[] line) {
      int tabs = 0;
      for (int i = 0; i < line.length; i++) {
        if (line[i] == '\t' && ++tabs == 2) {
          return i;
        }
      }
      return line.length;
    }
  }

  @Override
  public void close() throws IOException {
    for (Path run : runs) {
      Files.deleteIfExists(run);
    }
  }
}
