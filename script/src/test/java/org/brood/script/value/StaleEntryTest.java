package org.brood.script.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.brood.script.type.Basic;
import org.brood.script.type.TableType;
import org.junit.jupiter.api.Test;

class StaleEntryTest {
  private static Table table(TableBehavior.Expiry expiry) {
    TableBehavior behavior =
        new TableBehavior(null, null, false, expiry, () -> 60, null, null, false);
    return new Table(new TableType(List.of(Basic.COUNT), null), behavior);
  }

  /// Adds entries as a flood does, with room for so many.
  private static void flood(Table table, long first, long last, int room) {
    for (long key = first; key <= last; key++) {
      table.put(key, Table.MEMBER, (double) key);
      if (table.size() > room) {
        Object gone = Objects.requireNonNull(table.stale(key));
        assertThat(gone).isNotEqualTo(key);
        table.remove(gone);
      }
    }
  }

  @Test
  void theOldestGoWhenTheTimeOfCreationCounts() {
    Table table = table(TableBehavior.Expiry.CREATE);

    flood(table, 1, 10_000, 100);

    assertThat(table.size()).isEqualTo(100);
    assertThat(table.keys()).allSatisfy(key -> assertThat((Long) key).isGreaterThan(9_900));
  }

  @Test
  void whatIsReadAllTheTimeStays() {
    Table table = table(TableBehavior.Expiry.READ);
    table.put(7L, Table.MEMBER, 7);

    for (long key = 100; key < 20_000; key += 10) {
      flood(table, key, key + 9, 500);
      assertThat(table.read(7L, key + 9.5)).as("after %s", key).isNotNull();
    }

    assertThat(table.size()).isEqualTo(500);
  }

  @Test
  void theOneThatIsSparedDoesNotGo() {
    Table table = table(TableBehavior.Expiry.CREATE);
    table.put(1L, Table.MEMBER, 5);
    table.put(2L, Table.MEMBER, 5);

    assertThat(table.stale(1L)).isEqualTo(2L);
    assertThat(table.stale(2L)).isEqualTo(1L);
  }

  @Test
  void aTableWithoutTimesHasNone() {
    Table table = new Table(new TableType(List.of(Basic.COUNT), null));
    table.put(1L, Table.MEMBER);
    table.put(2L, Table.MEMBER);

    assertThat(table.stale(1L)).isNull();
  }
}
