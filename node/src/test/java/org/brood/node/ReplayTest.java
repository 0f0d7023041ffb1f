package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.pcap.CaptureFile;
import org.brood.testkit.Capture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplayTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private Path trace;
  private Instant now = Instant.ofEpochSecond(1_000);
  private final Frame frame = new Frame();

  /// Three packets: at 10 s, at 12 s, and one that goes back to 11 s.
  @BeforeEach
  void write() throws IOException {
    trace = folder.resolve("trace.pcap");
    Capture capture = new Capture(Capture.ETHERNET);
    capture.add(10_000_000, new byte[60]);
    capture.add(12_000_000, new byte[61]);
    capture.add(11_000_000, new byte[62]);
    capture.write(trace);
  }

  private Replay replay(double speed) throws CaptureException {
    return new Replay(CaptureFile.open(trace.toString()), speed, () -> now, StopSignal.none());
  }

  @Test
  void packetsComeWhenTheirTimeHasPassed() throws CaptureException {
    try (Replay replay = replay(1)) {
      assertThat(replay.next(frame)).isTrue();
      assertThat(frame.nanos).isEqualTo(1_000 * SECOND);
      now = now.plusMillis(1_999);
      assertThat(replay.next(frame)).isFalse();
      assertThat(replay.isStopped()).isFalse();

      now = now.plusMillis(1);

      assertThat(replay.next(frame)).isTrue();
      assertThat(frame.nanos).isEqualTo(1_002 * SECOND);
      assertThat(frame.capturedLength).isEqualTo(61);
      assertThat(replay.next(frame)).isTrue();
      assertThat(frame.nanos).isEqualTo(1_001 * SECOND);
      assertThat(replay.next(frame)).isFalse();
      assertThat(replay.isStopped()).isTrue();
    }
  }

  @Test
  void aFasterReplayLetsTimeGoFaster() throws CaptureException {
    try (Replay replay = replay(10)) {
      assertThat(replay.next(frame)).isTrue();
      now = now.plusMillis(199);
      assertThat(replay.next(frame)).isFalse();

      now = now.plusMillis(1);

      assertThat(replay.next(frame)).isTrue();
      assertThat(frame.nanos).isEqualTo(1_002 * SECOND);
      assertThat(replay.nowNanos()).isEqualTo(1_002 * SECOND);
    }
  }
}
