package org.brood.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.brood.engine.Recorder;
import org.brood.testkit.Packets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The open-addressing table against a map: flows come, are found from both sides, and end.
class FlowTableModelTest {
  private static final long CLIENT = 0xffff_0a00_0001L;
  private static final long SERVER = 0xffff_0a00_0002L;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tableFindsWhatAMapFinds(long seed) {
    Random random = new Random(seed);
    Map<Integer, Boolean> model = new HashMap<>();
    try (Recorder run = new Recorder()) {
      for (int step = 0; step < 4_000; step++) {
        int port = random.nextInt(1, 1_500);
        Flow found = run.flows().find(SERVER, SERVER >>> 63, 0, 0, 0, 0, 17, -1, -1);
        assertThat(found).isNull();
        if (random.nextInt(3) > 0) {
          run.packet(
              step, Packets.ethernet().ipv4("10.0.0.1", "10.0.0.2").udp(port, 9_999).build());
          model.put(port, true);
        } else {
          Flow flow = run.flows().find(0, SERVER, 9_999, 0, CLIENT, port, 17, -1, -1);
          assertThat(flow != null)
              .as("seed %d, port %d", seed, port)
              .isEqualTo(model.containsKey(port));
          if (flow != null) {
            run.flows().remove(flow);
            model.remove(port);
          }
        }
        assertThat(run.flows().size()).isEqualTo(model.size());
      }
      for (int port = 1; port < 1_500; port++) {
        Flow flow = run.flows().find(0, CLIENT, port, 0, SERVER, 9_999, 17, -1, -1);
        assertThat(flow != null).isEqualTo(model.containsKey(port));
      }
    }
  }
}
