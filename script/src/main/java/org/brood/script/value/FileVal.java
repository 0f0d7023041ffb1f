package org.brood.script.value;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A `file`: something that can be printed to. Errors of writing are reported once, then the file
/// counts as closed.
public final class FileVal {
  private final String name;
  private OutputStream out;
  private boolean open = true;
  private boolean rawOutput;
  private boolean keeps = true;

  public FileVal(String name, OutputStream out) {
    this.name = name;
    this.out = out;
  }

  public String name() {
    return name;
  }

  public boolean isOpen() {
    return open;
  }

  /// Whether strings are written without escapes (`enable_raw_output`).
  public boolean isRaw() {
    return rawOutput;
  }

  public void makeRaw() {
    rawOutput = true;
  }

  public void write(byte[] bytes, int length) throws IOException {
    if (open) {
      out.write(bytes, 0, length);
      if (!keeps) {
        out.flush();
      }
    }
  }

  /// Goes on with another stream; the one before is closed.
  public void reopen(OutputStream fresh) throws IOException {
    out.close();
    out = fresh;
  }

  /// Says whether what is written may stay in memory for a while, as it may at first.
  public void keep(boolean on) throws IOException {
    keeps = on;
    if (!on) {
      flush();
    }
  }

  /// How many bytes it holds, 0 if it is none on a disk.
  public long length() {
    try {
      flush();
      return Files.isRegularFile(Path.of(name)) ? Files.size(Path.of(name)) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  public void flush() throws IOException {
    if (open) {
      out.flush();
    }
  }

  public void close() throws IOException {
    if (open) {
      open = false;
      out.close();
    }
  }
}
