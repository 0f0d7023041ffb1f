package org.brood.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.StringTokenizer;
import org.brood.bytes.HighwayHash;
import org.brood.script.value.Digests;
import org.brood.script.value.SipHash;

/// Makes identifiers of connections and files, the same that Zeek makes for the same seed.
///
/// A connection's identifier is the keyed hash of a counter and of an instance number, which is
/// random, or the pool's number when a seed was given. A file's identifier is a hash of its handle,
/// keyed by the salt that all nodes share, so that they agree about it.
public final class UidGenerator {
  /// The pool of identifiers that the engine itself needs.
  public static final int POOL_INTERNAL = 1;

  /// The pool of those that scripts ask for.
  public static final int POOL_SCRIPT = 2;

  /// The first of the pools that scripts number themselves.
  public static final int POOL_CUSTOM = 10;

  /// How many pools there may be.
  public static final int MAX_POOLS = 10_000;

  /// Zeek's `digest_salt`, unless a script sets another.
  public static final String DEFAULT_SALT = "Please change this value.";

  /// How many numbers of a seed are for hashes; one more comes before them.
  public static final int SEED_NUMBERS = 20;

  private static final int BITS_PER_WORD = 64;

  private final SipHash hash;
  private final long instance;
  private final boolean seeded;
  private final byte[] seedBytes;
  private final long initialSeed;
  private long[] counters = new long[4];
  private HighwayHash files =
      new HighwayHash(Digests.of("SHA-256", DEFAULT_SALT.getBytes(StandardCharsets.UTF_8)));
  private int bits = 96;

  private UidGenerator(byte[] seedBytes, long initialSeed, boolean seeded, long instance) {
    this.seedBytes = seedBytes;
    this.initialSeed = initialSeed;
    this.seeded = seeded;
    this.instance = instance;
    ByteBuffer key = ByteBuffer.wrap(seedBytes).order(ByteOrder.LITTLE_ENDIAN);
    hash = new SipHash(key.getLong(64), key.getLong(72));
  }

  /// A generator whose identifiers nobody can foretell.
  public static UidGenerator random() {
    SecureRandom random = new SecureRandom();
    byte[] seed = new byte[4 * SEED_NUMBERS];
    random.nextBytes(seed);
    return new UidGenerator(seed, random.nextInt() & 0xffff_ffffL, false, random.nextLong() | 1);
  }

  /// A generator from a seed file's text: 21 decimal numbers, the first for the random number
  /// generator, the others for the hashes.
  ///
  /// @throws IllegalArgumentException when there are fewer, or other things than numbers
  public static UidGenerator seeded(String text) {
    StringTokenizer tokens = new StringTokenizer(text);
    if (tokens.countTokens() <= SEED_NUMBERS) {
      throw new IllegalArgumentException("a seed has " + (SEED_NUMBERS + 1) + " numbers");
    }
    long initial = Long.parseLong(tokens.nextToken()) & 0xffff_ffffL;
    ByteBuffer seed = ByteBuffer.allocate(4 * SEED_NUMBERS).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SEED_NUMBERS; i++) {
      seed.putInt((int) Long.parseLong(tokens.nextToken()));
    }
    return new UidGenerator(seed.array(), initial, true, 0);
  }

  /// A generator for one of several nodes that started with the same seed: its identifiers are
  /// others than theirs.
  ///
  /// @param node its number, from 0; node 0 gets those of this generator
  public UidGenerator ofNode(int node) {
    byte[] seed = seedBytes.clone();
    ByteBuffer words = ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN);
    words.putInt(64, words.getInt(64) ^ node * 0x9e3779b1);
    return new UidGenerator(seed, initialSeed + node & 0xffff_ffffL, seeded, instance);
  }

  /// Whether a seed was given, so that all must come out the same each time.
  public boolean isSeeded() {
    return seeded;
  }

  /// The first number of the seed: where the random number generator of scripts begins.
  public long initialSeed() {
    return initialSeed;
  }

  /// The 80 bytes that keys of other hashes are made of.
  public byte[] seedBytes() {
    return seedBytes.clone();
  }

  /// The seed as a seed file holds it: a number a line.
  public String seedText() {
    ByteBuffer seed = ByteBuffer.wrap(seedBytes).order(ByteOrder.LITTLE_ENDIAN);
    StringBuilder text = new StringBuilder().append(initialSeed).append('\n');
    while (seed.hasRemaining()) {
      text.append(Integer.toUnsignedLong(seed.getInt())).append('\n');
    }
    return text.toString();
  }

  /// Sets how many bits identifiers have (`bits_per_uid`): 1 to 128.
  public void bits(int bits) {
    this.bits = Math.clamp(bits, 1, 2 * BITS_PER_WORD);
  }

  /// Sets the salt of files' identifiers (`digest_salt`).
  public void salt(byte[] salt) {
    files = new HighwayHash(Digests.of("SHA-256", salt));
  }

  /// The next identifier of connections and tunnels.
  public Uid next() {
    return uid(POOL_INTERNAL);
  }

  /// The next identifier of this pool.
  public Uid uid(int pool) {
    if (bits <= BITS_PER_WORD) {
      return shaped(nextWord(pool), 0);
    }
    long first = nextWord(pool);
    return shaped(first, nextWord(pool));
  }

  /// The identifier of the file with this handle.
  public Uid ofFile(byte[] handle) {
    long[] words = files.hash128(handle);
    return shaped(words[0], bits <= BITS_PER_WORD ? 0 : words[1]);
  }

  private Uid shaped(long first, long second) {
    int rest = bits % BITS_PER_WORD;
    return new Uid(rest == 0 ? first : first >>> (BITS_PER_WORD - rest), second);
  }

  /// 64 bits that this pool did not give yet.
  public long nextWord(int pool) {
    int of = pool < MAX_POOLS && pool >= 0 ? pool : POOL_INTERNAL;
    if (of >= counters.length) {
      counters = java.util.Arrays.copyOf(counters, Math.max(of + 1, 2 * counters.length));
    }
    return hash.hash(seeded ? of : instance + of, ++counters[of]);
  }
}
