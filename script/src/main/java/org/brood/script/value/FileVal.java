package org.brood.script.value;

import java.io.IOException;
import java.io.OutputStream;

/// A `file`: something that can be printed to. Errors of writing are reported once, then the file
/// counts as closed.
public final class FileVal {
  private final String name;
  private OutputStream out;
  private boolean open = true;
  private boolean rawOutput;

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
    }
  }

  /// Goes on with another stream; the one before is closed.
  public void reopen(OutputStream fresh) throws IOException {
    out.close();
    out = fresh;
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
