package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.brood.testkit.Dialogue;
import org.brood.testkit.Mail;
import org.junit.jupiter.api.Test;

/// Captures that raise the notices of policies about logins, software, requests and mails, each
/// with the row that the policy documents.
class NoticeCapturesTest extends NoticeStage {
  // ---- HTTP

  private static Dialogue requests(int injections) {
    Dialogue all = new Dialogue();
    for (int i = 0; i < injections; i++) {
      all.client("GET /item?id=1%20union%20select%20name%20from%20u HTTP/1.1", "Host: h", "")
          .server("HTTP/1.1 200 OK", "Content-Length: 0", "");
    }
    return all;
  }

  @Test
  void fiftyInjectionsInFiveMinutesTellOfAttackerAndVictim() throws IOException {
    traffic.talk(0, DESK, SERVER, 80, requests(50));

    BehaviorRun run = run();

    // Fifty requests reach the threshold. Both notices name the connection of a sample, and no
    // port.
    String uid = run.uids(_ -> true).getFirst();
    assertThat(rows(run, "note", "uid", "src", "dst", "p", "n", "msg", "sub"))
        .containsExactlyInAnyOrder(
            List.of(
                "HTTP::SQL_Injection_Attacker",
                uid,
                DESK,
                SERVER,
                "-",
                "-",
                "An SQL injection attacker was discovered!",
                "-"),
            List.of(
                "HTTP::SQL_Injection_Victim",
                uid,
                DESK,
                SERVER,
                "-",
                "-",
                "An SQL injection victim was discovered!",
                "-"));
  }

  @Test
  void oneInjectionLessIsNotTold() throws IOException {
    traffic.talk(0, DESK, SERVER, 80, requests(49));

    assertThat(run().notices()).isEmpty();
  }

  @Test
  void manyAttackersOfOneHostAreOneVictim() throws IOException {
    for (int i = 1; i <= 5; i++) {
      traffic.talk(i, "10.1.3." + i, SERVER, 80, requests(10));
    }

    // None of them alone reaches the threshold, the host that they attack does.
    assertThat(rows(run(), "note", "dst"))
        .containsExactly(List.of("HTTP::SQL_Injection_Victim", SERVER));
  }

  // ---- SSH

  @Test
  void loginsFromAndToWatchedCountriesAreTold() throws IOException {
    traffic.login(0, ABROAD, SERVER).login(10, DESK, ABROAD).login(20, OUTSIDE, SERVER);

    // The place is that of the host outside; Romania is watched unless a site says otherwise.
    assertThat(rows(run(), "note", "src", "dst", "p", "msg"))
        .containsExactly(
            List.of(
                "SSH::Watched_Country_Login",
                ABROAD,
                SERVER,
                "22",
                "SSH login from watched country: RO"),
            List.of(
                "SSH::Watched_Country_Login",
                DESK,
                ABROAD,
                "22",
                "SSH login to watched country: RO"));
  }

  @Test
  void failedLoginFromAWatchedCountryIsNotTold() throws IOException {
    traffic.failedLogin(0, ABROAD, SERVER);

    assertThat(run().notices()).isEmpty();
  }

  @Test
  void guesserWhoIsLetInIsOnlyToldForGuessing() throws IOException {
    for (int i = 0; i < 30; i++) {
      traffic.failedLogin(i, OUTSIDE, SERVER);
    }
    traffic.login(100, OUTSIDE, SERVER);

    // Thirty connections in which nobody was let in make a guesser. Nothing raises
    // Login_By_Password_Guesser: it is documented as not implemented, and is for scripts of sites.
    assertThat(rows(run(), "note", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "SSH::Password_Guessing",
                OUTSIDE,
                "-",
                "-",
                OUTSIDE + " appears to be guessing SSH passwords (seen in 30 connections).",
                "Sampled servers:  10.1.2.1, 10.1.2.1, 10.1.2.1, 10.1.2.1, 10.1.2.1"));
  }

  // ---- FTP

  @Test
  void programThatAServerRunsIsTold() throws IOException {
    Dialogue session =
        new Dialogue()
            .server("220 ready")
            .client("USER anonymous")
            .server("331 Any password")
            .client("PASS me@office.example")
            .server("230 Logged in")
            .client("SITE EXEC nothing")
            .server("550 No such program")
            .client("SITE HELP")
            .server("214 EXEC")
            .client("SITE exec /bin/id")
            .server("200 done");
    traffic.talk(0, DESK, SERVER, 21, session);

    // A reply of the second hundred is a success, and the letters' case does not matter.
    assertThat(rows(run(), "note", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "FTP::Site_Exec_Success",
                DESK,
                SERVER,
                "21",
                "FTP command: SITE exec /bin/id",
                "-"));
  }

  // ---- software

  private void page(double seconds, String server, String software) {
    Dialogue page =
        new Dialogue()
            .client("GET / HTTP/1.1", "Host: h", "")
            .server("HTTP/1.1 200 OK", "Server: " + software, "Content-Length: 0", "");
    traffic.talk(seconds, DESK, server, 80, page);
  }

  @Test
  void anotherVersionOfInterestingSoftwareIsTold() throws IOException {
    page(0, SERVER, "nginx/1.18.0");
    page(10, SERVER, "nginx/1.18.0");
    page(20, SERVER, "nginx/1.20.1");
    page(30, "10.1.2.2", "Boa/0.94");
    page(40, "10.1.2.2", "Boa/0.95");

    // The host is the source, and the message begins with the time; other software is of no
    // interest.
    assertThat(rows(run(), "note", "src", "dst", "msg", "sub"))
        .containsExactly(
            List.of(
                "Software::Software_Version_Change",
                SERVER,
                "-",
                "1700000020.005000 HTTP::SERVER 'nginx' version changed from 1.18.0 to 1.20.1",
                "nginx 1.20.1"));
  }

  private void greeting(double seconds, String server, String version) {
    Dialogue greeting = new Dialogue().server("SSH-2.0-OpenSSH_" + version).client("SSH-2.0-Go");
    traffic.talk(seconds, DESK, server, 22, greeting);
  }

  @Test
  void softwareWithinARangeThatIsVulnerableIsTold() throws IOException {
    greeting(0, "10.1.2.1", "7.0");
    greeting(10, "10.1.2.2", "7.1");
    greeting(20, "10.1.2.3", "7.6");
    greeting(30, "10.1.2.4", "7.7");

    // Both ends belong to the range.
    assertThat(rows(run(), "note", "src", "msg", "sub"))
        .containsExactly(
            List.of(
                "Software::Vulnerable_Version",
                "10.1.2.2",
                "10.1.2.2 is running OpenSSH 7.1 which is vulnerable.",
                "OpenSSH 7.1"),
            List.of(
                "Software::Vulnerable_Version",
                "10.1.2.3",
                "10.1.2.3 is running OpenSSH 7.6 which is vulnerable.",
                "OpenSSH 7.6"));
  }

  // ---- SMTP

  private void mail(double seconds, String header) {
    List<String> message = new ArrayList<>();
    message.add(header);
    message.addAll(Mail.message("a@other.example", "b@office.example", "Cuts", new byte[9]));
    traffic.talk(
        seconds, DESK, SERVER, 25, Mail.smtp("a@other.example", "b@office.example", message));
  }

  @Test
  void mailsFromSuspiciousPlacesAreTold() throws IOException {
    mail(0, "X-Originating-IP: [23.4.5.6]");
    mail(10, "Received: from pc.example ([45.7.8.9]) by mail.example; Mon, 1 Jan 2024");
    mail(20, "X-Originating-IP: [192.0.2.9]");

    // The first is in a network that is named, of which no country is known; the second came
    // first from a country that is.
    assertThat(rows(run(), "note", "src", "dst", "p", "msg"))
        .containsExactly(
            List.of(
                "SMTP::Suspicious_Origination",
                DESK,
                SERVER,
                "25",
                "An email originated from  (23.4.5.6)."),
            List.of(
                "SMTP::Suspicious_Origination",
                DESK,
                SERVER,
                "25",
                "Based up Received headers, email originated from RO (45.7.8.9)."));
  }

  private void refusal(double seconds, String client, String reply) {
    Dialogue refusal =
        new Dialogue()
            .server("220 mail.example")
            .client("EHLO desk")
            .server("250 mail.example")
            .client("MAIL FROM:<a@office.example>")
            .server(reply);
    traffic.talk(seconds, client, OUTSIDE, 25, refusal);
  }

  @Test
  void repliesThatNameListsOfSendersAreTold() throws IOException {
    refusal(0, "10.1.0.1", "550 5.7.1 10.1.0.1 is in https://www.spamhaus.org/query/");
    refusal(10, "10.1.0.2", "554 Refused, see http://www.sorbs.net/lookup");
    refusal(20, "10.1.0.3", "550 10.1.0.9 is in https://www.spamhaus.org/query/");
    refusal(30, "10.1.0.4", "421 10.1.0.4 is in https://www.spamhaus.org/query/");
    refusal(40, "10.1.0.5", "550 5.1.1 Nobody of that name");

    // The host is blocked if the reply names the client itself; a server that goes (421) says
    // nothing of it.
    String error = " received an error message mentioning an SMTP block list";
    assertThat(rows(run(), "note", "src", "dst", "p", "msg", "sub"))
        .containsExactly(
            List.of(
                "SMTP::Blocklist_Blocked_Host",
                "10.1.0.1",
                OUTSIDE,
                "25",
                "10.1.0.1 is on an SMTP block list",
                "5.7.1 10.1.0.1 is in https://www.spamhaus.org/query/"),
            List.of(
                "SMTP::Blocklist_Error_Message",
                "10.1.0.2",
                OUTSIDE,
                "25",
                "10.1.0.2" + error,
                "Refused, see http://www.sorbs.net/lookup"),
            List.of(
                "SMTP::Blocklist_Error_Message",
                "10.1.0.3",
                OUTSIDE,
                "25",
                "10.1.0.3" + error,
                "10.1.0.9 is in https://www.spamhaus.org/query/"));
  }
}
