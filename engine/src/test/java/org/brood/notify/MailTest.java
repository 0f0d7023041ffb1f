package org.brood.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail to a server that wants TLS and a login, and to servers that do not.
final class MailTest {
  private static TestKeys keys;

  @TempDir Path folder;
  private Path password;
  private String authorities;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestKeys.make();
  }

  @BeforeEach
  void writeFiles() throws IOException {
    password = Files.writeString(folder.resolve("password"), "secret word\nand no more\n");
    authorities = keys.pem(folder);
  }

  private SmtpServer login(TestSmtpServer server, SmtpServer.Tls tls) {
    return new SmtpServer(
        "localhost", server.port(), tls, "zeek", password.toString(), authorities);
  }

  private static SmtpServer open(TestSmtpServer server) {
    return new SmtpServer("localhost", server.port(), SmtpServer.Tls.NONE, "", "", "");
  }

  private static Mail mail(SmtpServer server, String from, String to) {
    return new Mail(server, from, "answers@example.org", to, "[Zeek] Größe", "One\n.\nTwo\n");
  }

  private static Mail mail(SmtpServer server) {
    return mail(server, "Zeek <zeek@example.org>", "a@example.org, b@example.org");
  }

  @Test
  void startTlsComesBeforeLoginAndMail() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, false, true)) {
      mail(login(server, SmtpServer.Tls.STARTTLS)).send();

      List<String> lines = server.session();
      assertThat(lines.get(0)).startsWith("-EHLO ");
      assertThat(lines.get(1)).isEqualTo("-STARTTLS");
      assertThat(lines.get(2)).startsWith("EHLO ");
      assertThat(lines)
          .containsSubsequence(
              "AUTH PLAIN emVlawB6ZWVrAHNlY3JldCB3b3Jk",
              "MAIL FROM:<zeek@example.org>",
              "RCPT TO:<a@example.org>",
              "RCPT TO:<b@example.org>",
              "DATA",
              "From: Zeek <zeek@example.org>",
              "Reply-To: answers@example.org",
              "To: a@example.org, b@example.org",
              "Subject: =?UTF-8?Q?[Zeek]_Gr=C3=B6=C3=9Fe?=",
              "",
              "One",
              "..",
              "Two",
              "QUIT");
    }
  }

  @Test
  void tlsFromTheBeginning() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, true, false)) {
      mail(login(server, SmtpServer.Tls.IMPLICIT)).send();

      assertThat(server.session()).contains("DATA", "One").noneMatch(l -> l.startsWith("-"));
    }
  }

  @Test
  void aServerWithoutTlsGetsNeitherLoginNorMail() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, false, false)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> mail(login(server, SmtpServer.Tls.STARTTLS)).send())
          .withMessageContaining("STARTTLS is required");

      assertThat(server.session())
          .noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
    }
  }

  @Test
  void thereIsNoLoginInClearText() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, false, true)) {
      assertThatExceptionOfType(Parcel.Refused.class)
          .isThrownBy(() -> mail(login(server, SmtpServer.Tls.NONE)).send());
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, true, false)) {
      SmtpServer untrusted =
          new SmtpServer(
              "localhost", server.port(), SmtpServer.Tls.IMPLICIT, "zeek", password.toString(), "");

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> mail(untrusted).send())
          .withMessageContaining("PKIX path building failed");
      assertThat(server.session()).containsExactly("broken");
    }
  }

  @Test
  void aCertificateOfAnotherHostIsNotTrusted() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, true, false)) {
      SmtpServer other =
          new SmtpServer("127.0.0.1", server.port(), SmtpServer.Tls.IMPLICIT, "", "", authorities);

      assertThatExceptionOfType(IOException.class).isThrownBy(() -> mail(other).send());
      assertThat(server.session()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() throws Exception {
    Files.writeString(password, "wrong\n");
    try (TestSmtpServer server = new TestSmtpServer(keys, false, true)) {
      assertThatExceptionOfType(Parcel.Refused.class)
          .isThrownBy(() -> mail(login(server, SmtpServer.Tls.STARTTLS)).send())
          .withMessageContaining("does not accept the login")
          .withMessageNotContaining("wrong");
    }
  }

  @Test
  void whatMayWorkLaterAndWhatWillNotAreToldApart() throws Exception {
    try (TestSmtpServer server = new TestSmtpServer(keys, false, false)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> mail(open(server), "busy@example.org", "a@example.org").send())
          .withMessageContaining("451 later");
      assertThatExceptionOfType(Parcel.Refused.class)
          .isThrownBy(() -> mail(open(server), "z@example.org", "nobody@example.org").send())
          .withMessageContaining("refuses the mail");
      assertThatExceptionOfType(Parcel.Refused.class)
          .isThrownBy(() -> mail(open(server), "z@example.org", "a b c@").send())
          .withMessageContaining("an address is wrong");
    }
  }

  @Test
  void aServerThatIsNotThereMayComeBack() throws Exception {
    TestSmtpServer server = new TestSmtpServer(keys, false, true);
    server.close();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> mail(login(server, SmtpServer.Tls.STARTTLS)).send())
        .withMessageContaining("refused");
  }

  @Test
  void serversAreWrittenAsHostAndPort() {
    assertThat(server("mail.example.org:2525")).isEqualTo("mail.example.org 2525");
    assertThat(server("mail.example.org")).isEqualTo("mail.example.org 587");
    assertThat(server("[2001:db8::1]:25")).isEqualTo("2001:db8::1 25");
    assertThat(server("[2001:db8::1]")).isEqualTo("2001:db8::1 587");
    for (String wrong : List.of("", ":25", "host:", "host:0", "host:65536", "host:smtp")) {
      assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> server(wrong));
    }
  }

  private static String server(String address) {
    SmtpServer parsed = SmtpServer.of(address, SmtpServer.Tls.STARTTLS, "", "", "");
    return parsed.host() + " " + parsed.portOrUsual();
  }
}
