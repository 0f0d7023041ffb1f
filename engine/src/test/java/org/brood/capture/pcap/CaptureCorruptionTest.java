package org.brood.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.PacketSource;
import org.brood.testkit.Capture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files with wrong bytes and cut ends: a clear error at most, and no frame that reaches beyond its
/// memory.
class CaptureCorruptionTest {
  @TempDir Path folder;

  private static byte[] pcap() {
    Capture capture = new Capture(Capture.ETHERNET);
    for (int i = 0; i < 20; i++) {
      capture.add(i, new byte[10 + i]);
    }
    return capture.pcap(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] pcapng() {
    ByteBuffer file = ByteBuffer.allocate(2_000).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putInt(1).putLong(-1).putInt(28);
    file.putInt(1).putInt(28).putInt(1).putInt(0);
    file.putShort((short) 9).putShort((short) 1).putInt(6).putInt(28);
    for (int i = 0; i < 20; i++) {
      file.putInt(6).putInt(44).putInt(0).putInt(0).putInt(i).putInt(12).putInt(12);
      file.put(new byte[12]).putInt(44);
    }
    byte[] bytes = new byte[file.position()];
    file.get(0, bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void onlyClearErrorsComeOut(long seed) throws IOException {
    Random random = new Random(seed);
    byte[][] files = {pcap(), pcapng(), gzip(pcap()), gzip(pcapng())};
    for (int step = 0; step < 1_500; step++) {
      byte[] file = files[random.nextInt(files.length)].clone();
      for (int i = random.nextInt(5); i > 0; i--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      if (random.nextBoolean()) {
        file = Arrays.copyOf(file, random.nextInt(file.length + 1));
      }
      Path path = folder.resolve("trace");
      Files.write(path, file);
      read(path.toString());
    }
  }

  private static void read(String path) {
    Frame frame = new Frame();
    long sum = 0;
    int frames = 0;
    try (PacketSource source = CaptureFile.open(path)) {
      while (source.next(frame)) {
        frames++;
        for (int i = 0; i < frame.capturedLength; i++) {
          sum += frame.segment.get(ValueLayout.JAVA_BYTE, frame.offset + i);
        }
      }
    } catch (CaptureException e) {
      assertThat(e.getMessage()).contains(path);
    }
    assertThat(frames).isLessThan(1_000);
    assertThat(sum).isBetween(-10_000_000L, 10_000_000L);
  }
}
