package org.brood.capture.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.brood.capture.CaptureException;
import org.brood.capture.Frame;
import org.brood.capture.LinkType;
import org.brood.capture.PacketSource;
import org.brood.testkit.Capture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureFileTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4, 5, 6, 7, 8};

  @TempDir Path folder;

  private final List<String> frames = new ArrayList<>();

  private static Capture capture() {
    return new Capture(Capture.ETHERNET).add(1_500_000_000_123_456L, FIRST).add(7, SECOND, 60);
  }

  private PacketSource open(byte[] file) throws IOException {
    Path path = folder.resolve("trace");
    Files.write(path, file);
    return CaptureFile.open(path.toString());
  }

  private List<String> read(byte[] file) throws IOException {
    try (PacketSource source = open(file)) {
      Frame frame = new Frame();
      while (source.next(frame)) {
        byte[] bytes =
            frame
                .segment
                .asSlice(frame.offset, frame.capturedLength)
                .toArray(ValueLayout.JAVA_BYTE);
        frames.add(
            frame.nanos
                + " "
                + frame.linkType
                + " "
                + frame.wireLength
                + " "
                + Arrays.toString(bytes)
                + frame.weird);
      }
      return frames;
    }
  }

  private static final String[] EXPECTED = {
    "1500000000123456000 1 3 [1, 2, 3]", "7000 1 60 [4, 5, 6, 7, 8]"
  };

  @Test
  void bothByteOrders() throws IOException {
    assertThat(read(capture().pcap(ByteOrder.LITTLE_ENDIAN))).containsExactly(EXPECTED);
    frames.clear();
    assertThat(read(capture().pcap(ByteOrder.BIG_ENDIAN))).containsExactly(EXPECTED);
  }

  @Test
  void nanosecondsKeepTheirDigits() throws IOException {
    byte[] file = capture().pcap(ByteOrder.BIG_ENDIAN);
    ByteBuffer.wrap(file).putInt(0, 0xa1b23c4d);

    assertThat(read(file).getFirst()).startsWith("1500000000000123456 ");
  }

  @Test
  void modifiedFormatHasLongerPacketHeaders() throws IOException {
    ByteBuffer file = ByteBuffer.allocate(24 + 24 + 3).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0xa1b2cd34).putShort((short) 2).putShort((short) 4).putLong(0);
    file.putInt(65_535).putInt(1);
    file.putInt(1).putInt(2).putInt(3).putInt(3).putLong(0).put(FIRST);

    assertThat(read(file.array())).containsExactly("1000002000 1 3 [1, 2, 3]");
  }

  @Test
  void compressedFilesAreToldByTheirFirstBytes() throws IOException {
    byte[] plain = capture().pcap(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(plain);
    }

    assertThat(read(gzip.toByteArray())).containsExactly(EXPECTED);
    frames.clear();
    assertThat(read(Zstd.compress(plain))).containsExactly(EXPECTED);
  }

  @Test
  void rawIpHasOneNumberInside() throws IOException {
    byte[] file = new Capture(Capture.RAW).add(1, FIRST).pcap(ByteOrder.LITTLE_ENDIAN);

    assertThat(read(file)).containsExactly("1000 " + LinkType.RAW + " 3 [1, 2, 3]");
  }

  @Test
  void fileThatEndsInAPacketGivesThoseBefore() throws IOException {
    byte[] file = capture().pcap(ByteOrder.LITTLE_ENDIAN);

    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 2)))
        .isInstanceOf(CaptureException.class)
        .hasMessageStartingWith("failed to read a packet from ")
        .hasMessageEndingWith("truncated dump file; tried to read 5 captured bytes, only got 3");
    assertThat(frames).containsExactly(EXPECTED[0]);
  }

  @Test
  void fileThatEndsInAPacketHeaderGivesThoseBefore() throws IOException {
    byte[] file = capture().pcap(ByteOrder.LITTLE_ENDIAN);

    assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length - 5 - 6)))
        .hasMessageEndingWith("truncated dump file; tried to read 16 header bytes, only got 10");
  }

  @Test
  void impossibleLengthIsAnError() throws IOException {
    byte[] file = capture().pcap(ByteOrder.BIG_ENDIAN);
    ByteBuffer.wrap(file).putInt(24 + 8, 300_000);

    assertThatThrownBy(() -> read(file))
        .hasMessageEndingWith(
            "invalid packet capture length 300000, bigger than maximum of 262144");
  }

  @Test
  void otherFilesAreRefused() {
    assertThatThrownBy(
            () -> open("this is no capture".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .hasMessageEndingWith("(unknown file format)");
    assertThatThrownBy(() -> open(new byte[] {1, 2}))
        .hasMessageContaining("tried to read 4 file header bytes, only got 2");
    assertThatThrownBy(() -> CaptureFile.open(folder.resolve("absent").toString()))
        .hasMessageContaining("No such file or directory");
  }

  @Test
  void emptyPacketIsWeird() throws IOException {
    byte[] file =
        new Capture(Capture.ETHERNET).add(1, new byte[0], 0).pcap(ByteOrder.LITTLE_ENDIAN);

    assertThat(read(file)).containsExactly("1000 1 0 []empty_pcap_header");
  }

  @Test
  void writtenFileIsReadAgain() throws IOException {
    Path out = folder.resolve("out.pcap");
    for (int round = 0; round < 2; round++) {
      try (PcapWriter writer =
              PcapWriter.open(out.toString(), LinkType.ETHERNET, 65_535, round > 0);
          PacketSource source = open(capture().pcap(ByteOrder.BIG_ENDIAN))) {
        Frame frame = new Frame();
        while (source.next(frame)) {
          writer.write(
              frame.segment, frame.offset, frame.capturedLength, frame.wireLength, frame.nanos);
        }
      }
    }

    assertThat(read(Files.readAllBytes(out)))
        .containsExactly(EXPECTED[0], EXPECTED[1], EXPECTED[0], EXPECTED[1]);
  }

  private static ByteBuffer block(ByteOrder order, int type, int bodyLength) {
    ByteBuffer block = ByteBuffer.allocate(bodyLength + 12).order(order);
    return block.putInt(type).putInt(bodyLength + 12);
  }

  private static byte[] done(ByteBuffer block) {
    block.putInt(block.capacity() - 4, block.capacity());
    byte[] bytes = new byte[block.capacity()];
    block.get(0, bytes);
    return bytes;
  }

  private static byte[] section(ByteOrder order) {
    ByteBuffer block = block(order, 0x0a0d0d0a, 16);
    return done(block.putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1));
  }

  private static byte[] networkInterface(ByteOrder order, int linkType, int resolution) {
    ByteBuffer block = block(order, 1, 8 + 8 + 4);
    block.putShort((short) linkType).putShort((short) 0).putInt(0);
    block.putShort((short) 9).putShort((short) 1).put((byte) resolution).position(24);
    return done(block);
  }

  private static byte[] enhanced(ByteOrder order, int id, long units) {
    ByteBuffer block = block(order, 6, 20 + 4);
    block.putInt(id).putInt((int) (units >>> 32)).putInt((int) units).putInt(3).putInt(60);
    return done(block.put(FIRST));
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Test
  void pcapngHasInterfacesOfItsSections() throws IOException {
    ByteOrder little = ByteOrder.LITTLE_ENDIAN;
    ByteOrder big = ByteOrder.BIG_ENDIAN;
    ByteBuffer simple = block(little, 3, 4 + 4);
    byte[] file =
        concat(
            section(little),
            networkInterface(little, 1, 9),
            networkInterface(little, 101, 0x80 | 10),
            enhanced(little, 0, 5_000_000_123L),
            enhanced(little, 1, 3 * 1_024 + 512),
            done(simple.putInt(3).put(FIRST)),
            section(big),
            networkInterface(big, 113, 6),
            enhanced(big, 0, 2_000_001L));

    assertThat(read(file))
        .containsExactly(
            "5000000123 1 60 [1, 2, 3]",
            "3500000000 12 60 [1, 2, 3]",
            "0 1 3 [1, 2, 3]",
            "2000001000 113 60 [1, 2, 3]");
  }

  @Test
  void pcapngErrorsComeAfterWhatWasRead() {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    byte[] file =
        concat(
            section(order),
            networkInterface(order, 1, 6),
            enhanced(order, 0, 1),
            enhanced(order, 7, 1),
            Arrays.copyOf(enhanced(order, 0, 1), 20));

    assertThatThrownBy(() -> read(file)).hasMessageContaining("truncated pcapng dump file");
    assertThat(frames)
        .containsExactly("1000 1 60 [1, 2, 3]", "0 1 60 [1, 2, 3]pcapng_invalid_interface_number");
  }
}
