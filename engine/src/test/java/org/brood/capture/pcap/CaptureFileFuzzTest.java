package org.brood.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;

/// Capture files from a fuzzer, plain and compressed: a clear error at most.
class CaptureFileFuzzTest {
  @FuzzTest
  void captureFile(byte[] file) throws IOException {
    Path path = Files.createTempFile("fuzz", ".pcap");
    Frame frame = new Frame();
    try {
      Files.write(path, file);
      try (PacketSource source = CaptureFile.open(path.toString())) {
        // A few hundred bytes may inflate to millions of frames; that many tell nothing new.
        for (int frames = 0; frames < 1000 && source.next(frame); frames++) {
          if (frame.capturedLength > 0) {
            frame.segment.get(ValueLayout.JAVA_BYTE, frame.offset);
            frame.segment.get(ValueLayout.JAVA_BYTE, frame.offset + frame.capturedLength - 1);
          }
        }
      }
    } catch (CaptureException e) {
      assertThat(e.getMessage()).contains(path.toString());
    } finally {
      Files.delete(path);
    }
  }
}
