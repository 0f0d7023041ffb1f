package org.brood.link;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.brood.bytes.Malformed;

/// Events from a fuzzer: nothing but [Malformed] comes out.
class EventCodecFuzzTest {
  private static final EventCodec CODEC =
      new EventCodec(
          SmallProgram.of(
                  """
                  type E: enum { A, B };
                  type R: record { x: count; n: set[string, addr] &default=set(); o: any &optional; };
                  function f(n: count): count { return n; }
                  event e(r: R, t: table[E, port] of R, v: vector of any) { }
                  """)
              .begin()
              .program());

  /// The version, a name that is new, and its text.
  private static final byte[] HEAD = {EventCodec.VERSION, 0, 1, 'e'};

  @FuzzTest
  void events(byte[] bytes) {
    byte[] event = Arrays.copyOf(HEAD, HEAD.length + bytes.length);
    System.arraycopy(bytes, 0, event, HEAD.length, bytes.length);
    try {
      CODEC.decode(event);
    } catch (Malformed e) {
      // What is expected of bytes that are no event.
    }
  }
}
