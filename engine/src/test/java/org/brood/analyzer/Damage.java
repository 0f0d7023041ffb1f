package org.brood.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.brood.bytes.ByteCursor;
import org.brood.bytes.Malformed;

/// Random damage to a message, of which a parser may only say that it is malformed.
public final class Damage {
  private static final long SEED = 20_261_128;
  private static final int ROUNDS = 20_000;

  private Damage() {}

  public static ByteCursor cursor(byte[] bytes) {
    return new ByteCursor(MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  /// Flips, cuts and repeats parts of `whole`, and has the parser read what comes of it.
  public static void check(byte[] whole, Consumer<byte[]> parser) {
    Random random = new Random(SEED);
    int malformed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = damaged(random, whole);
      try {
        parser.accept(bytes);
      } catch (Malformed reason) {
        assertThat(reason.reason()).isNotEmpty();
        malformed++;
      }
    }
    assertThat(malformed).isLessThan(ROUNDS);
  }

  private static byte[] damaged(Random random, byte[] whole) {
    byte[] bytes = whole.clone();
    int changes = random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 1 -> Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
      default -> bytes;
    };
  }
}
