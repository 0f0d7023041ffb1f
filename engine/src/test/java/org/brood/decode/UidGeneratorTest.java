package org.brood.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UidGeneratorTest {
  /// The last four numbers key the hash of connection identifiers; the others are not used for
  /// them.
  private static final String SEED = "1 " + "0 ".repeat(16) + "1462428821 0 2278350848 32767";

  @Test
  void sameSeedMakesTheIdentifiersThatZeekMakes() {
    UidGenerator uids = UidGenerator.seeded(SEED);

    assertThat(uids.next().base62("C")).isEqualTo("CHhAvVGS1DHFjwGM9");
    assertThat(uids.next().base62("C")).isEqualTo("ClEkJM2Vm5giqnMf4h");
    assertThat(uids.next().base62("C")).isEqualTo("C4J4Th3PJpwUYZZ6gc");
  }

  @Test
  void poolsAreIndependent() {
    UidGenerator uids = UidGenerator.seeded(SEED);
    uids.uid(UidGenerator.POOL_SCRIPT);

    assertThat(uids.next().base62("C")).isEqualTo("CHhAvVGS1DHFjwGM9");
  }

  @Test
  void randomGeneratorsDiffer() {
    assertThat(UidGenerator.random().next()).isNotEqualTo(UidGenerator.random().next());
  }

  @Test
  void fileIdentifierDependsOnHandleAndSalt() {
    UidGenerator uids = UidGenerator.random();
    byte[] handle = {1, 2, 3};
    Uid first = uids.ofFile(handle);

    assertThat(UidGenerator.random().ofFile(handle)).isEqualTo(first);
    uids.salt(new byte[] {7});
    assertThat(uids.ofFile(handle)).isNotEqualTo(first);
  }

  @Test
  void fileIdentifierIsTheOneThatZeekMakesOfTheSameHandle() {
    String handle =
        "Analyzer::ANALYZER_HTTP1237440095.585864T11192.168.3.103:54102 > 128.146.216.51:80";

    Uid uid = UidGenerator.random().ofFile(handle.getBytes(StandardCharsets.US_ASCII));

    assertThat(uid.base62("F")).isEqualTo("FaNuyS3sq5pxDRJT99");
  }

  @Test
  void fewerBitsMakeShorterIdentifiers() {
    UidGenerator uids = UidGenerator.seeded(SEED);
    uids.bits(32);

    assertThat(uids.next()).satisfies(uid -> assertThat(uid.low()).isZero());
    assertThat(uids.next().high()).isBetween(0L, 0xffff_ffffL);
  }

  @Test
  void incompleteSeedIsRefused() {
    assertThatThrownBy(() -> UidGenerator.seeded("1 2 3"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
