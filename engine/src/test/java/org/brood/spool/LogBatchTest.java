package org.brood.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.brood.bytes.Malformed;
import org.junit.jupiter.api.Test;

class LogBatchTest {
  @Test
  void binaryFormGivesTheSameBatch() {
    LogBatch batch = Batches.rows("1.000000\tone", "2.000000\ttwo");

    LogBatch read = LogBatch.parse(batch.toBytes());

    assertThat(read).usingRecursiveComparison().isEqualTo(batch);
  }

  @Test
  void headerAndFooterGetTheirTimes() {
    LogSchema schema = Batches.TSV;

    assertThat(new String(schema.header("2026-01-31-23-59-59"), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            #separator \\x09
            #set_separator\t,
            #empty_field\t(empty)
            #unset_field\t-
            #path\ttest
            #open\t2026-01-31-23-59-59
            #fields\tts\tmessage
            #types\ttime\tstring
            """);
    assertThat(new String(schema.footer("2026-02-01-00-00-00"), StandardCharsets.UTF_8))
        .isEqualTo("#close\t2026-02-01-00-00-00\n");
    assertThat(Batches.JSON.header("2026-01-31-23-59-59")).isEmpty();
  }

  @Test
  void otherColumnsAreAnotherSchema() {
    assertThat(Batches.schema("json", "note").hash()).isNotEqualTo(Batches.JSON.hash());
    assertThat(Batches.schema("json", "message").hash()).isEqualTo(Batches.JSON.hash());
  }

  @Test
  void onlyMalformedComesOutOfDamagedBytes() {
    byte[] whole = Batches.rows("1.000000\tone").toBytes();
    Random random = new Random(4711);

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> LogBatch.parse(cut)).isInstanceOf(Malformed.class);
    }
    for (int round = 0; round < 20_000; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        LogBatch.parse(damaged);
      } catch (Malformed e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }

  @Test
  void pathsStayBelowTheirFolder() {
    assertThat(LogPath.isFit("conn")).isTrue();
    assertThat(LogPath.isFit("hosts/http-10.0.0.1")).isTrue();
    assertThat(LogPath.isFit("../conn")).isFalse();
    assertThat(LogPath.isFit("a/../conn")).isFalse();
    assertThat(LogPath.isFit("/etc/conn")).isFalse();
    assertThat(LogPath.isFit("a//b")).isFalse();
    assertThat(LogPath.isFit("")).isFalse();
    assertThat(LogPath.isFit("a\u0000b")).isFalse();
    assertThat(LogPath.isFit("x".repeat(160))).isTrue();
    assertThat(LogPath.isFit("x".repeat(161))).isFalse();
  }
}
