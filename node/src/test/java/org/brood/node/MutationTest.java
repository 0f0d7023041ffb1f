package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.GoldenCaptures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sample captures whose bytes are flipped and whose packets are cut, dropped, repeated and
/// reordered, through the whole engine with the default scripts: each run ends normally, and no
/// script of ours stumbles over what it is told.
///
/// `-Dmutations.count=N` runs more of them, `-Dmutations.first=SEED` begins at another seed.
class MutationTest {
  private static final List<String> SAMPLES =
      List.of(
          "http-bodies.pcap",
          "http.pcap",
          "dns.pcap",
          "dns-tcp.pcap",
          "http-connect.pcap",
          "fragments.pcap",
          "tcp-states.pcap",
          "tcp-content.pcap",
          "vlan.pcap",
          "icmp-udp.pcap");

  @TempDir Path folder;

  @Test
  void damagedCapturesAreReadToTheirEnd() throws IOException {
    CompiledProgram.Loaded program =
        EngineRun.program(folder.resolve("cache"), List.of("policy/protocols/conn/vlan-logging"));
    long first = Long.getLong("mutations.first", 1);
    int count = Integer.getInteger("mutations.count", 300);
    for (long seed = first; seed < first + count; seed++) {
      Random random = new Random(seed);
      String sample = SAMPLES.get((int) (seed % SAMPLES.size()));

      EngineRun run = EngineRun.of(program, mutated(GoldenCaptures.make(sample), random), folder);

      assertThat(run.code()).as("%s, seed %d: %s", sample, seed, run.messages()).isZero();
      assertThat(run.messages()).as("%s, seed %d", sample, seed).doesNotContain("error");
    }
  }

  private static Capture mutated(Capture sample, Random random) {
    List<Capture.Entry> entries = new ArrayList<>(sample.entries());
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes && !entries.isEmpty(); i++) {
      int at = random.nextInt(entries.size());
      Capture.Entry entry = entries.get(at);
      switch (random.nextInt(6)) {
        case 0, 1 -> entries.set(at, flipped(entry, random));
        case 2 -> entries.set(at, cut(entry, random));
        case 3 -> entries.remove(at);
        case 4 -> entries.add(random.nextInt(entries.size() + 1), entry);
        default -> Collections.swap(entries, at, random.nextInt(entries.size()));
      }
    }
    Capture damaged = new Capture(sample.linkType());
    entries.forEach(e -> damaged.add(e.micros(), e.bytes(), e.wireLength()));
    return damaged;
  }

  private static Capture.Entry flipped(Capture.Entry entry, Random random) {
    byte[] bytes = entry.bytes().clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return new Capture.Entry(entry.micros(), bytes, entry.wireLength());
  }

  /// Half of the cut packets were so short, of the others only the capture is.
  private static Capture.Entry cut(Capture.Entry entry, Random random) {
    byte[] bytes = Arrays.copyOf(entry.bytes(), random.nextInt(entry.bytes().length + 1));
    int wireLength = random.nextBoolean() ? bytes.length : entry.wireLength();
    return new Capture.Entry(entry.micros(), bytes, wireLength);
  }
}
