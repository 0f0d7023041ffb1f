package org.brood.format.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// MIME entities from a fuzzer: the text is cut at line feeds, and every eighth line at its middle.
class MimeEntityFuzzTest {
  private static final class Ignore implements MimeSink {
    @Override
    public void begin(MimeEntity entity) {}

    @Override
    public void end(MimeEntity entity) {}

    @Override
    public void header(MimeHeader header) {}

    @Override
    public void headers(List<MimeHeader> headers) {}

    @Override
    public void data(MemorySegment data, long offset, int length) {
      data.get(ValueLayout.JAVA_BYTE, offset + length - 1);
    }

    @Override
    public int pieceSize() {
      return 100;
    }

    @Override
    public void problem(Problem kind, String detail) {}

    @Override
    public void weird(String name, String detail) {}

    @Override
    public void headerCut() {}

    @Override
    public void base64Problem(String detail) {}
  }

  @FuzzTest
  void mime(byte[] text) {
    MimeEntity entity = new MimeEntity(new Ignore(), null, new MimeLimits(10, 1000), true);
    MemorySegment data = Arena.ofAuto().allocate(Math.max(1, text.length));
    MemorySegment.copy(text, 0, data, ValueLayout.JAVA_BYTE, 0, text.length);
    int start = 0;
    int lines = 0;
    for (int at = 0; at < text.length; at++) {
      if (text[at] == '\n') {
        int from = start;
        if (++lines % 8 == 0) {
          from = (start + at) / 2;
          entity.deliver(data, start, from - start, false);
        }
        entity.deliver(data, from, at - from, true);
        start = at + 1;
      }
    }
    entity.deliver(data, start, text.length - start, false);
    entity.end();
  }
}
