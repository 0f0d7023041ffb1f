package org.brood.script.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.junit.jupiter.api.Test;

/// Look-ups of addresses among networks, beside a search through all of them.
class LongestMatchTest {
  private final Random random = new Random(4632);

  private Addr address() {
    // Few different bits, so that networks lie in each other.
    long bits = random.nextLong() & 0x0303_0303_0303_0303L;
    return random.nextBoolean() ? Addr.v4((int) bits) : new Addr(bits, random.nextLong(4));
  }

  @Test
  void isTheOneThatASearchFinds() {
    for (int round = 0; round < 200; round++) {
      Table table = new Table(new TableType(List.of(Basic.SUBNET), null));
      List<Subnet> networks = new ArrayList<>();
      for (int i = random.nextInt(40); i > 0; i--) {
        Subnet network = Subnet.of(address(), random.nextInt(129));
        networks.add(network);
        table.put(network, true);
      }
      for (int i = random.nextInt(10); i > 0 && !networks.isEmpty(); i--) {
        Subnet gone = networks.get(random.nextInt(networks.size()));
        networks.removeIf(gone::equals);
        table.remove(gone);
      }
      for (int i = 0; i < 50; i++) {
        Addr asked = address();
        assertThat(table.longestMatch(asked))
            .as("%s in %s", asked, networks)
            .isEqualTo(
                networks.stream()
                    .filter(network -> network.contains(asked))
                    .max(Comparator.comparingInt(Subnet::width))
                    .orElse(null));
      }
    }
  }

  @Test
  void halvesOfAMaskedAddressAreThoseOfTheAddress() {
    for (int width = -1; width <= 129; width++) {
      Addr masked = new Addr(-1, -1).masked(width);

      int ones = Math.clamp(width, 0, 128);
      assertThat(Long.bitCount(masked.high()) + Long.bitCount(masked.low())).isEqualTo(ones);
      assertThat(Long.numberOfLeadingZeros(~masked.high())).isEqualTo(Math.min(ones, 64));
    }
  }
}
