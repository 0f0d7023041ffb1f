package org.brood.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.brood.event.Inbox;
import org.brood.script.value.Str;

/// A program that runs beside the worker: its output comes piece by piece, on the worker's thread.
final class ProcessLines {
  /// What the program's death by a signal adds to the number of it.
  private static final int SIGNAL = 128;

  private final Process process;
  private final Inbox inbox;
  private final byte[] separator;
  private final Sink sink;

  /// Only the worker's thread reads and writes this.
  private boolean killed;

  /// Takes pieces of the output.
  interface Sink {
    void line(Str text, boolean isError);
  }

  private ProcessLines(Process process, Inbox inbox, byte[] separator, Sink sink) {
    this.process = process;
    this.inbox = inbox;
    this.separator = separator;
    this.sink = sink;
  }

  /// Starts a command of the shell.
  ///
  /// @param input what it gets as standard input, one byte a character
  /// @param errors whether its standard error is read too
  static ProcessLines start(
      String command,
      String input,
      boolean errors,
      byte[] separator,
      Inbox inbox,
      Sink sink,
      RawReader.ProcessEnd end)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    if (!errors) {
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    }
    Process process = builder.start();
    ProcessLines lines = new ProcessLines(process, inbox, separator, sink);
    Thread.ofVirtual().start(() -> lines.write(input));
    Thread reader =
        errors
            ? Thread.ofVirtual().start(() -> lines.read(process.getErrorStream(), true))
            : Thread.ofVirtual().unstarted(() -> {});
    Thread.ofVirtual().start(() -> lines.run(reader, errors, end));
    return lines;
  }

  private void write(String input) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // The program does not read its input: that is its own affair.
    }
  }

  private void run(Thread errorReader, boolean errors, RawReader.ProcessEnd end) {
    read(process.getInputStream(), false);
    try {
      if (errors) {
        errorReader.join();
      }
      int code = process.waitFor();
      boolean bySignal = code > SIGNAL;
      inbox.post(() -> {
        if (!killed) {
          end.ended(bySignal ? code - SIGNAL : code, bySignal);
        }
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(InputStream in, boolean isError) {
    Pieces pieces = new Pieces(separator);
    byte[] block = new byte[1 << 13];
    try (in) {
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        for (int i = 0; i < got; i++) {
          if (pieces.add(block[i])) {
            send(pieces.take(), isError);
          }
        }
      }
    } catch (IOException e) {
      // The program was killed: there is no more output.
    }
    if (!pieces.isEmpty()) {
      send(pieces.take(), isError);
    }
  }

  private void send(Str text, boolean isError) {
    inbox.post(() -> {
      if (!killed) {
        sink.line(text, isError);
      }
    });
  }

  /// Ends the program; nothing more comes of it.
  void kill() {
    killed = true;
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
