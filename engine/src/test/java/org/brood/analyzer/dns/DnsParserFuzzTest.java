package org.brood.analyzer.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.brood.bytes.Malformed;

/// DNS messages from a fuzzer: nothing but [Malformed] comes out.
class DnsParserFuzzTest {
  @FuzzTest
  void dns(byte[] message) {
    try {
      DnsFuzzTest.readAll(Messages.cursor(message));
    } catch (Malformed _) {
      // What a parser says of bytes that are no message.
    }
  }
}
