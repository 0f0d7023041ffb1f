package org.brood.file.pe;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;
import org.brood.event.Events;
import org.brood.file.FileAnalyzer;
import org.brood.file.FileAnalyzerFactory;
import org.brood.file.TrackedFile;
import org.brood.file.pe.PeHeader.Coff;
import org.brood.file.pe.PeHeader.Dos;
import org.brood.file.pe.PeHeader.DosCode;
import org.brood.file.pe.PeHeader.Program;
import org.brood.script.value.Record;

/// Reads the headers of one program as they come.
public final class PeAnalyzer implements FileAnalyzer {

  private enum Part {
    DOS,
    DOS_CODE,
    COFF,
    PROGRAM,
    SECTION,
    NOTHING
  }

  /// Makes analyzers.
  public static final class Factory implements FileAnalyzerFactory {
    private final PeEvents pe;

    public Factory(Events events) {
      this.pe = new PeEvents(events);
    }

    @Override
    public String tag() {
      return "ANALYZER_PE";
    }

    @Override
    public FileAnalyzer create(TrackedFile file, Record arguments) {
      return new PeAnalyzer(file, pe);
    }
  }

  private final TrackedFile file;
  private final PeEvents events;
  private byte[] held = new byte[PeParser.DOS];
  private int length;
  private Part part = Part.DOS;

  /// How many bytes the part has.
  private int wanted = PeParser.DOS;

  private int sectionsLeft;

  private PeAnalyzer(TrackedFile file, PeEvents events) {
    this.file = file;
    this.events = events;
  }

  @Override
  public boolean stream(MemorySegment data, long offset, int count) {
    long at = offset;
    long end = offset + count;
    try {
      while (at < end && part != Part.NOTHING) {
        int taken = (int) Math.min(wanted - length, end - at);
        hold(data, at, taken);
        at += taken;
        while (length == wanted && part != Part.NOTHING) {
          length = 0;
          take(new ByteCursor(MemorySegment.ofArray(held), 0, wanted));
        }
      }
    } catch (Malformed e) {
      events.violation(file, String.valueOf(e.getMessage()));
      return false;
    }
    return part != Part.NOTHING;
  }

  private void hold(MemorySegment data, long at, int taken) {
    if (held.length < length + taken) {
      held = Arrays.copyOf(held, Math.min(wanted, Math.max(2 * held.length, length + taken)));
    }
    MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, held, length, taken);
    length += taken;
  }

  @Override
  public boolean undelivered(long place, long bytes) {
    return false;
  }

  @Override
  public boolean end() {
    return false;
  }

  private void expect(Part next, int bytes) {
    part = next;
    wanted = bytes;
  }

  private void take(ByteCursor in) {
    switch (part) {
      case DOS -> {
        Dos header = PeParser.dos(in);
        events.header(file, header);
        expect(Part.DOS_CODE, (int) header.newHeader() - PeParser.DOS);
      }
      case DOS_CODE -> {
        events.header(file, new DosCode(in.rest()));
        expect(Part.COFF, PeParser.COFF);
      }
      case COFF -> {
        Coff header = PeParser.coff(in);
        events.header(file, header);
        sectionsLeft = header.sections();
        expect(Part.PROGRAM, header.optionalSize());
      }
      case PROGRAM -> {
        if (!in.isEmpty()) {
          program(PeParser.program(in));
        }
        expectSection();
      }
      case SECTION -> {
        events.header(file, PeParser.section(in));
        sectionsLeft--;
        expectSection();
      }
      case NOTHING -> throw new IllegalStateException();
    }
  }

  private void program(Program header) {
    switch (header.magic()) {
      case Program.PE32, Program.PE32_PLUS, Program.ROM -> events.header(file, header);
      default -> {
        // Something else that looks like a program up to here.
      }
    }
  }

  private void expectSection() {
    if (sectionsLeft > 0) {
      expect(Part.SECTION, PeParser.SECTION);
    } else {
      expect(Part.NOTHING, 0);
    }
  }
}
