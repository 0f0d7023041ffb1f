package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.Dialogue;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A protocol's events do not depend on how its stream is cut into segments: whole turns, single
/// bytes, and a cut at each place give the same.
class ProtocolCutTest {
  /// How many places are tried in a dialogue that has more.
  private static final int MOST_CUTS = 60;

  private static final String SCRIPT =
      """
      @load policy/misc/dump-events
      redef DumpEvents::include = /^(dns|finger|ssh|ssh2|ftp|smtp|mime|pop3|irc|imap|xmpp|ssl|x509)_/;
      redef DumpEvents::dump_all_events = T;
      """;

  /// Arguments in which packets are counted.
  private static final Pattern COUNTS = Pattern.compile("\\[0] (c: connection|f: fa_file) ");

  private static final Pattern TIME = Pattern.compile("^ *\\d+\\.\\d{6} ");

  private record Protocol(String name, int port, Dialogue dialogue) {}

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  @BeforeAll
  static void compile() throws IOException {
    Path script = folder.resolve("dump.zeek");
    Files.writeString(script, SCRIPT);
    program = EngineRun.program(folder.resolve("cache"), List.of(script.toString()));
  }

  private static Stream<Protocol> protocols() {
    return Stream.of(
        new Protocol("ssh", 22, Dialogues.ssh()),
        new Protocol("smtp", 25, Dialogues.mail()),
        new Protocol("chunks", 25, Dialogues.chunks()),
        new Protocol("pop3", 110, Dialogues.mailbox()),
        new Protocol("ftp", 21, Dialogues.ftp()),
        new Protocol("irc", 6667, Dialogues.irc()),
        new Protocol("finger", 79, Dialogues.finger()),
        new Protocol("dns", 53, Dialogues.dns()),
        new Protocol("smtp then tls", 25, Dialogues.tls(Dialogues.smtp())),
        new Protocol("pop3 then tls", 110, Dialogues.tls(Dialogues.pop3())),
        new Protocol("ftp then tls", 21, Dialogues.tls(Dialogues.ftpForTls())),
        new Protocol("irc then tls", 6667, Dialogues.tls(Dialogues.ircForTls())),
        new Protocol("imap then tls", 143, Dialogues.tls(Dialogues.imap())),
        new Protocol("xmpp then tls", 5222, Dialogues.tls(Dialogues.xmpp())));
  }

  @TestFactory
  Stream<DynamicTest> eventsDoNotDependOnCuts() {
    return protocols().map(p -> DynamicTest.dynamicTest(p.name(), () -> cut(p)));
  }

  private static void cut(Protocol protocol) throws IOException {
    Dialogue dialogue = protocol.dialogue();
    List<String> whole = events(protocol, talk -> dialogue.send(talk, Integer.MAX_VALUE));
    assertThat(whole).isNotEmpty();

    assertThat(events(protocol, talk -> dialogue.send(talk, 1))).as("by bytes").isEqualTo(whole);
    int step = Math.max(1, dialogue.length() / MOST_CUTS);
    for (int cut = 1; cut < dialogue.length(); cut += step) {
      int at = cut;
      assertThat(events(protocol, talk -> dialogue.sendCut(talk, at)))
          .as("cut at %d", at)
          .isEqualTo(whole);
    }
  }

  /// The events with their arguments, without times.
  private static List<String> events(Protocol protocol, Consumer<TcpConversation> content)
      throws IOException {
    Capture capture = new Capture(Capture.ETHERNET);
    TcpConversation talk =
        new TcpConversation(capture, 1_000_000, "10.0.0.1", 40_000, "10.0.0.2", protocol.port())
            .handshake();
    content.accept(talk);
    talk.close(true).close(false);
    EngineRun run = EngineRun.of(program, capture, folder);
    assertThat(run.code()).as(run.messages()).isZero();
    return run.output()
        .lines()
        .filter(line -> !COUNTS.matcher(line).find())
        .map(line -> TIME.matcher(line).replaceFirst(""))
        .toList();
  }
}
