package org.brood.format;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Cuts one side's stream of Telnet's network virtual terminal (RFC 854) into lines, without the
/// commands and options that lie among them. FTP speaks so.
///
/// A line ends with LF, which a CR may come before. A NUL after a CR says nothing; another one is
/// told, once, and left out until then.
public final class TelnetLines {
  /// A line that grows to this is handed on as it is; an option that does is dropped.
  public static final int MAX_LINE = ContentLines.MAX_LINE;

  private static final int IAC = 0xff;
  private static final int SUB_END = 0xf0;
  private static final int SUB_BEGIN = 0xfa;
  private static final int WILL = 0xfb;
  private static final int FIRST_BUFFER = 256;

  /// Who takes the lines. What is passed is valid during the call.
  public interface Sink {
    void line(MemorySegment data, long offset, int length);

    /// @param detail empty for none
    void weird(String name, String detail);
  }

  private enum State {
    TEXT,
    /// After IAC.
    COMMAND,
    /// After IAC and one of WILL, WON'T, DO, DON'T: the option follows.
    OPTION,
    /// Within a suboption.
    SUB,
    /// After IAC within a suboption.
    SUB_COMMAND
  }

  private final Sink sink;
  private byte[] held = new byte[0];
  private int length;
  private State state = State.TEXT;
  private int optionLength;
  private boolean afterCr;
  private boolean crTold;
  private boolean nulTold;

  public TelnetLines(Sink sink) {
    this.sink = sink;
  }

  /// Takes the next bytes of the stream.
  public void deliver(MemorySegment data, long offset, int count) {
    for (int i = 0; i < count; i++) {
      take(Byte.toUnsignedInt(data.get(ValueLayout.JAVA_BYTE, offset + i)));
    }
  }

  /// The side sends no more: what there is of a line is one.
  public void end() {
    if (length > 0) {
      take('\n');
    }
  }

  /// Whether a line has begun and not ended.
  public boolean isInLine() {
    return length > 0;
  }

  private void take(int b) {
    switch (state) {
      case TEXT -> text(b);
      case COMMAND -> command(b);
      case OPTION -> state = State.TEXT;
      case SUB -> {
        if (b == IAC) {
          state = State.SUB_COMMAND;
        } else if (++optionLength > MAX_LINE) {
          sink.weird("nvt_option_size_exceeded", Integer.toString(MAX_LINE));
          state = State.TEXT;
        }
      }
      case SUB_COMMAND -> {
        if (b == IAC) {
          state = State.SUB;
        } else if (b == SUB_END) {
          state = State.TEXT;
        } else {
          // Another command ends the suboption too.
          command(b);
        }
      }
    }
  }

  private void command(int b) {
    state = State.TEXT;
    if (b == IAC) {
      add(b);
    } else if (b == SUB_BEGIN) {
      state = State.SUB;
      optionLength = 0;
    } else if (b >= WILL) {
      state = State.OPTION;
    }
  }

  private void text(int b) {
    boolean wasAfterCr = afterCr;
    afterCr = b == '\r';
    switch (b) {
      case IAC -> state = State.COMMAND;
      case '\n' -> {
        if (wasAfterCr) {
          length--;
        }
        emit();
      }
      case 0 -> {
        if (!wasAfterCr && !nulTold) {
          nulTold = true;
          sink.weird("NUL_in_line", "");
        } else if (!wasAfterCr) {
          add(b);
        }
      }
      default -> {
        if (wasAfterCr && !crTold) {
          crTold = true;
          sink.weird("line_terminated_with_single_CR", "");
        }
        add(b);
      }
    }
  }

  private void add(int b) {
    if (length == MAX_LINE) {
      sink.weird("nvt_line_size_exceeded", Integer.toString(MAX_LINE));
      emit();
    }
    if (length == held.length) {
      held = Arrays.copyOf(held, Math.max(FIRST_BUFFER, 2 * length));
    }
    held[length++] = (byte) b;
  }

  private void emit() {
    int count = length;
    length = 0;
    sink.line(MemorySegment.ofArray(held), 0, count);
  }
}
