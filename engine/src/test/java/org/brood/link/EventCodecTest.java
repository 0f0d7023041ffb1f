package org.brood.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.brood.bytes.Malformed;
import org.brood.script.bif.Sketches;
import org.brood.script.bif.TopK;
import org.brood.script.runtime.Runtime;
import org.brood.script.type.EnumType;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.brood.script.value.Opaque;
import org.brood.script.value.Record;
import org.brood.script.value.Str;
import org.brood.script.value.Vec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {
  private static final String TYPES =
      """
      type Color: enum { RED, GREEN = 7, BLUE };
      type Point: record { x: count; y: int &optional; };
      type All: record {
        b: bool; c: count; i: int; d: double; t: time; v: interval; s: string; p: pattern;
        o: port; a: addr; n: subnet; e: Color; r: Point; ro: Point &optional;
        set1: set[addr]; set2: set[addr, port]; tab: table[string] of Point;
        deep: table[count, Color] of vector of set[string];
        vec: vector of count; recs: vector of Point; f: function(n: count): count;
        w: any; anys: vector of any; again: vector of set[count] &optional;
      };
      """;

  private static final String PROGRAM =
      TYPES
          + """
          function twice(n: count): count { return 2 * n; }
          event all(one: All, x: any) { }
          event point(p: Point) { print p; }
          event loops(v: vector of any) { }
          """;

  private static byte[] encode(SmallProgram program, String event, Object... arguments)
      throws NotSendable {
    return new EventCodec(program.program()).encode(program.event(event), arguments);
  }

  @Test
  void anyValueComesOutAsItWentIn() throws NotSendable {
    SmallProgram program = SmallProgram.of(PROGRAM).begin();
    EventCodec codec = new EventCodec(program.program());
    RandomValues values = new RandomValues(new Random(20_261_124), program.program());
    int event = program.event("all");
    FuncType type = program.rt().info().functions().get(event).type();

    for (int round = 0; round < 2_000; round++) {
      Object one = values.of(type.params().getFirst().type(), 0);
      Object two = values.of(type.params().getLast().type(), 0);
      EventCodec.Arrived arrived = codec.decode(codec.encode(event, new Object[] {one, two}));

      assertThat(arrived.event()).isEqualTo(event);
      assertThat(arrived.arguments()[0]).isEqualTo(one).hasToString(one.toString());
      assertThat(arrived.arguments()[1]).isEqualTo(two);
    }
  }

  @Test
  void damagedBytesGiveNothingButMalformed() throws NotSendable {
    SmallProgram program = SmallProgram.of(PROGRAM).begin();
    EventCodec codec = new EventCodec(program.program());
    Random random = new Random(7);
    RandomValues values = new RandomValues(random, program.program());
    int event = program.event("all");
    FuncType type = program.rt().info().functions().get(event).type();
    int refused = 0;

    for (int round = 0; round < 20_000; round++) {
      byte[] bytes =
          codec.encode(
              event,
              new Object[] {
                values.of(type.params().getFirst().type(), 0),
                values.of(type.params().getLast().type(), 0)
              });
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      try {
        codec.decode(bytes);
      } catch (Malformed e) {
        refused++;
      }
    }

    assertThat(refused).isGreaterThan(5_000);
  }

  @Test
  void recordsAreReadByTheNamesOfTheirFields() throws NotSendable {
    SmallProgram sender =
        SmallProgram.of(
                """
                type Point: record { extra: table[addr, port] of vector of count; y: int; x: count; };
                event point(p: Point) { }
                """)
            .begin();
    SmallProgram receiver =
        SmallProgram.of(
                """
                type Point: record { x: count; z: string &default="here"; y: int &optional; };
                event point(p: Point) { print p; }
                """)
            .begin();
    RecordType type = Objects.requireNonNull(sender.rt().info().record("Point"));
    Record point = (Record) new RandomValues(new Random(1), sender.program()).of(type, 0);
    point.set("x", 3L);
    point.set("y", -4L);

    EventCodec.Arrived arrived =
        new EventCodec(receiver.program()).decode(encode(sender, "point", point));
    receiver.rt().raise(arrived.event(), arrived.arguments());

    assertThat(receiver.printed()).isEqualTo("[x=3, z=here, y=-4]\n");
  }

  private static final String SKETCHES =
      "event sketches(u: opaque of cardinality, t: any) { print u, t; }";

  /// Five numbers from `first` on, of which only a sketch is kept.
  private static Opaque numbers(Runtime rt, long first) {
    Opaque made = Sketches.hll_cardinality_init(rt, 0.1, 0.9);
    for (long i = first; i < first + 5; i++) {
      assertThat(Sketches.hll_cardinality_add(rt, made, i)).isTrue();
    }
    return made;
  }

  private static byte[] encodedSketches(SmallProgram sender) throws NotSendable {
    Opaque words = TopK.topk_init(sender.rt(), 2);
    for (String word : List.of("b", "a", "a", "c")) {
      TopK.topk_add(sender.rt(), words, Str.of(word));
    }
    return encode(sender, "sketches", numbers(sender.rt(), 1), words);
  }

  @Test
  void sketchesGoOnWhereTheyWere() throws NotSendable {
    byte[] sent = encodedSketches(SmallProgram.of(SKETCHES).begin());
    SmallProgram receiver = SmallProgram.of(SKETCHES).begin();
    Runtime rt = receiver.rt();

    @Nullable Object[] arrived = new EventCodec(receiver.program()).decode(sent).arguments();

    Opaque all = numbers(rt, 4);
    assertThat(arrived[0]).isInstanceOf(Opaque.class);
    assertThat(arrived[1]).isInstanceOf(Opaque.class);
    Opaque some = (Opaque) Objects.requireNonNull(arrived[0]);
    assertThat(Sketches.hll_cardinality_merge_into(rt, all, some)).isTrue();
    assertThat(Sketches.hll_cardinality_estimate(rt, all)).isBetween(7.5, 8.5);
    assertThat(Sketches.hll_cardinality_add(rt, some, Str.of("no count"))).isFalse();
    Opaque words = (Opaque) Objects.requireNonNull(arrived[1]);
    TopK.topk_add(rt, words, Str.of("c"));
    assertThat(TopK.topk_get_top(rt, words, 2)).hasToString("[c, a]");
    assertThat(TopK.topk_epsilon(rt, words, Str.of("c"))).isEqualTo(1);
    assertThat(TopK.topk_size(rt, words)).isEqualTo(2);
    assertThat(TopK.topk_sum(rt, words)).isEqualTo(5);
  }

  @Test
  void damagedSketchesGiveNothingButMalformed() throws NotSendable {
    SmallProgram program = SmallProgram.of(SKETCHES).begin();
    EventCodec codec = new EventCodec(program.program());
    byte[] whole = encodedSketches(program);
    Opaque mine = numbers(program.rt(), 9);
    int refused = 0;

    for (int at = 0; at < whole.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bytes = whole.clone();
        bytes[at] ^= (byte) (1 << bit);
        try {
          @Nullable Object[] arrived = codec.decode(bytes).arguments();
          if (arrived.length > 0 && arrived[0] instanceof Opaque numbers) {
            Sketches.hll_cardinality_merge_into(program.rt(), mine, numbers);
            assertThat(Sketches.hll_cardinality_estimate(program.rt(), mine)).isPositive();
          }
        } catch (Malformed e) {
          refused++;
        }
      }
      byte[] cut = Arrays.copyOf(whole, at);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(Malformed.class);
    }

    assertThat(refused).isGreaterThan(whole.length);
  }

  @Test
  void enumeratorThatTheReceiverDoesNotHaveIsMalformed() throws NotSendable {
    SmallProgram sender = SmallProgram.of("type E: enum { A, B }; event e(x: E) { }").begin();
    SmallProgram receiver = SmallProgram.of("type E: enum { A }; event e(x: E) { }").begin();
    EnumType color = Objects.requireNonNull(sender.rt().info().enumeration("E"));
    Object item = Objects.requireNonNull(color.item("B"));
    byte[] bytes = encode(sender, "e", item);

    assertThatThrownBy(() -> new EventCodec(receiver.program()).decode(bytes))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void eventThatNobodyHandlesIsNotDecoded() throws NotSendable {
    SmallProgram sender = SmallProgram.of("event e(x: count) { }").begin();
    SmallProgram receiver = SmallProgram.of("global e: event(x: count);").begin();

    EventCodec.Arrived arrived = new EventCodec(receiver.program()).decode(encode(sender, "e", 1L));

    assertThat(arrived.event()).isEqualTo(-1);
  }

  @Test
  void valuesThatContainThemselvesAreNotSent() {
    SmallProgram program = SmallProgram.of(PROGRAM).begin();
    FuncType type = program.rt().info().functions().get(program.event("loops")).type();
    Vec vec =
        (Vec)
            new RandomValues(new Random(5), program.program())
                .of(type.params().getFirst().type(), 3);
    vec.clear();
    vec.add(vec);

    assertThatThrownBy(() -> encode(program, "loops", vec)).isInstanceOf(NotSendable.class);
  }

  @Test
  void depthOfValuesHasABoundOnBothSides() throws NotSendable {
    SmallProgram program = SmallProgram.of("event e(v: any) { }").begin();
    byte[] shallow = encode(program, "e", Str.of("x"));
    // The event's name and the number of arguments, then vectors of any in each other.
    byte[] head = Arrays.copyOf(shallow, shallow.length - 5);
    byte[] deep = Arrays.copyOf(head, head.length + 5 * LinkLimits.MAX_DEPTH);
    byte[] level = {Tag.ANY, Tag.VECTOR, Tag.ANY, Tag.VECTOR, 1};
    for (int at = head.length; at < deep.length; at += level.length) {
      System.arraycopy(level, 0, deep, at, level.length);
    }

    assertThatThrownBy(() -> new EventCodec(program.program()).decode(deep))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("deep");
  }

  @Test
  void eventsOfAnotherVersionAreRefused() throws NotSendable {
    SmallProgram program = SmallProgram.of("event e(v: any) { }").begin();
    byte[] bytes = encode(program, "e", Str.of("x"));
    bytes[0] = EventCodec.VERSION + 1;

    assertThatThrownBy(() -> new EventCodec(program.program()).decode(bytes))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("version 2");
  }
}
