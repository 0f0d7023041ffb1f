package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Random;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;

class LogFrameTest {
  private static final RandomId ID = new RandomId(1, 2);

  private static byte[] written(LogFrame frame) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogFrame.write(out, frame);
    return out.toByteArray();
  }

  private static LogFrame read(byte[] bytes) throws IOException {
    return LogFrame.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }

  private static SpooledBatch batch() {
    byte[] bytes = Batches.rows("one").toBytes();
    return new SpooledBatch(ID, 3, SpoolRecord.checksum(bytes), bytes);
  }

  @Test
  void framesAreReadAsTheyWereWritten() throws IOException {
    for (LogFrame frame :
        new LogFrame[] {
          new LogFrame.Hello("node-1"),
          new LogFrame.Welcome(ID),
          new LogFrame.Stored(ID, 77),
          new LogFrame.Refusal("disk full"),
          new LogFrame.Ping()
        }) {
      assertThat(read(written(frame))).isEqualTo(frame);
    }
    assertThat(read(written(new LogFrame.Rows(batch()))))
        .usingRecursiveComparison()
        .isEqualTo(new LogFrame.Rows(batch()));
  }

  @Test
  void otherVersionIsRefused() throws IOException {
    byte[] hello = written(new LogFrame.Hello("x"));
    hello[8] = 9;

    assertThatThrownBy(() -> read(hello))
        .isInstanceOf(Malformed.class)
        .hasMessage("frames of version 9, not 1");
  }

  @Test
  void longFrameIsRefusedBeforeItComes() {
    int length = LogFrame.MAX_BYTES + 1;
    byte[] head = new FieldWriter().i32(length).toBytes();

    assertThatThrownBy(() -> read(head))
        .isInstanceOf(Malformed.class)
        .hasMessage("frame of " + length + " bytes");
  }

  @Test
  void damagedFramesAreMalformedOrEnd() throws IOException {
    byte[] whole = written(new LogFrame.Rows(batch()));
    Random random = new Random(99);

    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      try {
        LogFrame frame = read(damaged);
        // Origin, sequence and type have no sum of their own; batches do.
        assertThat(at).isBetween(4, 28);
        assertThat(frame).isNotNull();
      } catch (Malformed | EOFException e) {
        assertThat(e).isNotNull();
      }
    }
  }
}
