package org.brood.script.bif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.brood.script.value.Str;
import org.junit.jupiter.api.Test;

class SketchesTest {
  private static HyperLogLog counted(double error, int from, int to) {
    HyperLogLog counter = new HyperLogLog(HyperLogLog.bits(error, 0.95));
    for (int i = from; i < to; i++) {
      counter.add(Sketches.Hash.of("", (long) i).first());
      counter.add(Sketches.Hash.of("", (long) i).first());
    }
    return counter;
  }

  @Test
  void estimatesHowManyDifferentValuesThereWere() {
    assertThat(counted(0.01, 0, 0).estimate()).isZero();
    assertThat(counted(0.01, 0, 13).estimate()).isCloseTo(13, within(0.5));
    assertThat(counted(0.02, 0, 100_000).estimate()).isCloseTo(100_000, within(2_000.0));
  }

  @Test
  void countsWhatIsInTwoCountersOnce() {
    HyperLogLog counter = counted(0.01, 0, 6_000);

    assertThat(counter.merge(counted(0.01, 3_000, 9_000))).isTrue();

    assertThat(counter.estimate()).isCloseTo(9_000, within(90.0));
    assertThat(counter.merge(counted(0.1, 0, 1))).isFalse();
  }

  @Test
  void neverDeniesAnElementAndSeldomInventsOne() {
    BloomFilter filter = new BloomFilter(7, 10_000, 1, "");
    for (long i = 0; i < 1_000; i++) {
      filter.add(i);
    }
    int invented = 0;
    for (long i = 0; i < 1_000; i++) {
      assertThat(filter.count(i)).isOne();
      invented += (int) filter.count(i + 1_000_000);
    }
    assertThat(invented).isLessThan(30);
  }

  @Test
  void countsUpToTheHighestValueAndDown() {
    BloomFilter filter = new BloomFilter(3, 1_000, 3, "");
    Str foo = Str.of("foo");
    for (int i = 0; i < 5; i++) {
      filter.add(foo);
    }

    assertThat(filter.count(foo)).isEqualTo(3);
    assertThat(filter.remove(foo)).isTrue();
    assertThat(filter.count(foo)).isEqualTo(2);
    assertThat(filter.remove(Str.of("bar"))).isFalse();
  }

  @Test
  void combinesFilters() {
    BloomFilter one = new BloomFilter(3, 100_000, 1, "x");
    BloomFilter two = new BloomFilter(3, 100_000, 1, "x");
    one.add(1L);
    one.add(2L);
    two.add(2L);
    two.add(3L);

    BloomFilter either = one.combined(two, false);
    BloomFilter both = one.combined(two, true);

    assertThat(either.count(1L) + either.count(2L) + either.count(3L)).isEqualTo(3);
    assertThat(both.count(1L)).isZero();
    assertThat(both.count(2L)).isOne();
    assertThat(either.state()).isNotEqualTo(both.state());
  }
}
