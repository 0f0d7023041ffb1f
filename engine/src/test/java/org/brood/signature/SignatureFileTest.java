package org.brood.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brood.event.Events;
import org.brood.file.MimeDetector;
import org.brood.script.runtime.Messages;
import org.brood.script.runtime.ProgramInfo;
import org.brood.script.runtime.Runtime;
import org.brood.script.runtime.Site;
import org.brood.script.type.Basic;
import org.brood.script.type.FuncType;
import org.brood.script.type.RecordType;
import org.junit.jupiter.api.Test;

/// Reading signature files, and telling types of files with those that come with Brood.
final class SignatureFileTest {
  private static final RecordType STATE = new RecordType("signature_state");

  private final List<String> told = new ArrayList<>();
  private final Messages messages =
      (Messages.Level level, String kind, String text, Site site, String value) -> {
        if (level == Messages.Level.ERROR) {
          told.add(text);
        }
      };
  private final SignatureErrors errors = new SignatureErrors(messages);
  private final ScriptNames names = new ScriptNames(new Events(runtime(messages)));

  /// A run time that knows the event of signatures and nothing else.
  static Runtime runtime(Messages messages) {
    FuncType match =
        new FuncType(
            FuncType.Flavor.EVENT,
            List.of(
                new FuncType.Param("state", STATE),
                new FuncType.Param("msg", Basic.STRING),
                new FuncType.Param("data", Basic.STRING)),
            Basic.VOID);
    ProgramInfo info =
        new ProgramInfo(
            List.of(),
            List.of(
                new ProgramInfo.FunctionInfo(
                    "signature_match", match, false, false, List.of(), "")),
            List.of(),
            List.of(),
            Map.of("signature_state", STATE),
            List.of(),
            List.of(),
            Map.of(),
            List.of());
    return new Runtime(info, messages, OutputStream.nullOutputStream());
  }

  private List<Signature> read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return new SignatureParser("a.sig", bytes, names, errors).parse();
  }

  private SignatureSet magic() throws IOException {
    List<Signature> all = new ArrayList<>();
    Path folder = Path.of("..", "scripts", "base", "frameworks", "files", "magic");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sig")).sorted().toList()) {
        byte[] text = Files.readAllBytes(file);
        all.addAll(new SignatureParser(file.toString(), text, names, errors).parse());
      }
    }
    SignatureSet set = new SignatureSet(all, errors);
    set.check();
    return set;
  }

  @Test
  void readsEveryKindOfCondition() {
    List<Signature> all =
        read(
            """
            # all of them
            signature one {
              ip-proto == tcp
              src-ip == 10.0.0.0/8, [2001:db8::]/32
              dst-port == 80,8000-8002
              header ip[16:4] & 0xff000000 == 0x0a000000
              payload /GET \\/a/i
              http-request-header [:64] /x/
              payload-size > 10
              same-ip
              tcp-state established,originator
              requires-signature ! two
              event "found"
              enable "http"
            }
            signature two { udp-state stateless file-magic /MZ/ file-mime "a/b", -5 active false }
            """);

    assertThat(told).isEmpty();
    assertThat(all).extracting(Signature::id).containsExactly("one", "two");
    assertThat(all.getFirst().headers).hasSize(4);
    assertThat(all.getFirst().conditions).hasSize(3);
    assertThat(all.getFirst().patterns).extracting(Signature.Pattern::depth).contains(64L);
    assertThat(all.getLast().active).isFalse();
    assertThat(all.getLast().actions).containsExactly(new Action.Mime("a/b", -5));
  }

  @Test
  void namesFileAndLineOfASyntaxError() {
    read("signature a {\n  payload /x/\n  nonsense\n}\n");

    assertThat(told).containsExactly("Error in signature (a.sig:3): syntax error");
  }

  @Test
  void refusesWhatUdpDoesNotHave() {
    read("signature a {\n  udp-state established\n}\n");

    assertThat(told)
        .containsExactly("Error in signature (a.sig:3): 'established' is not a valid 'udp-state'");
  }

  @Test
  void refusesUnknownAndDoubleNames() {
    new SignatureSet(
        read("signature a { requires-signature b }\nsignature a { same-ip }\n"), errors);

    assertThat(told)
        .containsExactly(
            "Error in signature (a.sig:2): rule defined twice",
            "Error in signature a (a.sig:1): unknown rule referenced");
  }

  @Test
  void endsWithEveryPrefixOfAFile() {
    String text =
        "signature a { ip-proto == udp payload /x\\/y/i event \"e\" eval f header tcp[0:2] == 1 }";
    for (int length = 0; length < text.length(); length++) {
      assertThat(read(text.substring(0, length)).size()).isZero();
    }
  }

  @Test
  void ordersTypesByStrength() throws IOException {
    MimeDetector detector = new FileMagic(magic());

    List<MimeDetector.Match> found =
        detector.detect("<!DOCTYPE html><html>".getBytes(StandardCharsets.US_ASCII));

    assertThat(told).isEmpty();
    assertThat(found.getFirst().mime()).isEqualTo("text/html");
    assertThat(found)
        .extracting(MimeDetector.Match::strength)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void knowsNoTypeOfNothing() throws IOException {
    assertThat(new FileMagic(magic()).detect(new byte[0])).isEmpty();
  }
}
