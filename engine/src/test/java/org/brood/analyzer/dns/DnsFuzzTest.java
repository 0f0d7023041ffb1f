package org.brood.analyzer.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.brood.analyzer.dns.DnsMessage.Header;
import org.brood.analyzer.dns.DnsMessage.ResourceRecord;
import org.brood.analyzer.dns.DnsMessage.Section;
import org.brood.bytes.ByteCursor;
import org.junit.jupiter.api.Test;

class DnsFuzzTest {
  private static final long SEED = 20_250_115;

  private static final int[] TYPES = {
    1, 2, 5, 6, 11, 12, 13, 15, 16, 28, 29, 32, 33, 35, 38, 41, 43, 44, 46, 47, 48, 50, 51, 64, 65,
    99, 249, 250, 257, 1000, 65534
  };

  /// Reads all of a message, whatever it says.
  static void readAll(ByteCursor in) {
    if (!in.has(DnsLimits.HEADER)) {
      return;
    }
    Header header = DnsParser.header(in);
    DnsParser parser = new DnsParser(in, 20, false, new Notes());
    for (int i = 0; i < header.questions() && parser.question() != null; i++) {
      assertThat(parser.remaining()).isNotNegative();
    }
    int records = header.answers() + header.authorities() + header.additionals();
    for (int i = 0; i < records; i++) {
      ResourceRecord read = parser.record(Section.ANSWER);
      if (read == null) {
        return;
      }
      if (read.type() == DnsTypes.OPT) {
        parser.options(option -> assertThat(option).isNotNull());
      } else {
        assertThat(parser.data(read)).isNotNull();
      }
    }
  }

  @Test
  void noBytesBreakTheParser() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      readAll(Messages.cursor(bytes));
    }
  }

  @Test
  void noDataOfKnownTypesBreakTheParser() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] data = new byte[random.nextInt(60)];
      for (int at = 0; at < data.length; at++) {
        // Small numbers and pointers lead further than others.
        data[at] =
            switch (random.nextInt(4)) {
              case 0 -> (byte) 0xc0;
              case 1 -> (byte) random.nextInt(256);
              default -> (byte) random.nextInt(8);
            };
      }
      ByteCursor in =
          Messages.reply(
              TYPES[random.nextInt(TYPES.length)], java.util.HexFormat.of().formatHex(data));
      readAll(new ByteCursor(in.segment(), 0, random.nextInt(in.limit() + 1)));
      readAll(in);
    }
  }
}
