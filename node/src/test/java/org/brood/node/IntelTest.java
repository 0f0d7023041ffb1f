package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.Capture;
import org.brood.testkit.OfficeMorning;
import org.brood.testkit.TcpConversation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Indicators, from files and feeds to rows of `intel.log`.
class IntelTest {
  private static final String SEED = "1 ".repeat(21);
  private static final String HEADER =
      "#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url\tmeta.do_notice\tmeta.if_in\n";
  private static final String STATUS =
      "#fields\tname\tindicators\tgood_at\tlooked_at\tfailures\tresult\ttext\n";

  @TempDir private Path folder;

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> rows(String log) throws IOException {
    return Files.readAllLines(folder.resolve(log), StandardCharsets.ISO_8859_1).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  @Test
  void whatAFeedGetsAndLosesCountsWhileEverythingRuns() throws IOException {
    file("status", STATUS + "x\t2\t1.0\t1.0\t0\tgood\t-\ny\t1\t1.0\t1.0\t0\tgood\t-\n");
    file(
        "x.dat",
        HEADER
            + """
            192.0.2.1	Intel::ADDR	x	-	-	F	-
            192.0.2.128/25	Intel::SUBNET	x	-	-	F	-
            a.example	Intel::DOMAIN	x	-	-	F	-
            b.example	Intel::DOMAIN	x	old	-	F	-
            """);
    file("y.dat", HEADER + "a.example\tIntel::DOMAIN\ty\t-\t-\tF\t-\n");
    file(
        "x.next",
        HEADER
            + """
            b.example	Intel::DOMAIN	x	new	-	F	-
            c.example	Intel::DOMAIN	x	-	-	F	-
            """);

    ScriptRun.Result result =
        ScriptRun.of(
            folder,
            """
            @load frameworks/intel/feeds
            redef exit_only_after_terminate = T;
            redef Intel::feeds_folder = "DIR";
            global looked = 0;
            hook Intel::indicator_removed(indicator: string, kind: Intel::Type)
            	{
            	print "removed", indicator;
            	}
            event Intel::match(s: Intel::Seen, items: set[Intel::Item])
            	{
            	local known: vector of string;
            	for ( item in items )
            		known += fmt("%s %s", item$meta$source, item$meta?$desc ? item$meta$desc : "-");
            	print s$indicator, sort(known, strcmp);
            	}
            event finish() { terminate(); }
            event look()
            	{
            	for ( _, name in vector("a.example", "b.example", "c.example") )
            		Intel::seen([$indicator=name, $indicator_type=Intel::DOMAIN, $where=Intel::IN_ANYWHERE]);
            	Intel::seen([$host=192.0.2.1, $where=Intel::IN_ANYWHERE]);
            	Intel::seen([$host=192.0.2.200, $where=Intel::IN_ANYWHERE]);
            	if ( ++looked == 1 )
            		rename("DIR/x.next", "DIR/x.dat");
            	else
            		event finish();
            	}
            global feeds = 0;
            event Intel::feed_read(name: string, added: count, removed: count)
            	{
            	print "read", name, added, removed;
            	if ( ++feeds > 1 )
            		event look();
            	}
            """
                .replace("DIR", folder.toString()));

    assertThat(result.err()).containsExactly("received termination signal");
    assertThat(result.out())
        .containsExactly(
            "read, x, 4, 0",
            "read, y, 1, 0",
            "a.example, [x -, y -]",
            "b.example, [x old]",
            "192.0.2.1, [x -]",
            "192.0.2.200, [x -]",
            "removed, 192.0.2.1",
            "removed, 192.0.2.128/25",
            "read, x, 2, 3",
            "a.example, [y -]",
            "b.example, [x new]",
            "c.example, [x -]");
  }

  @Test
  void whatGoesWrongWithAFeedIsANotice() throws IOException {
    file(
        "status",
        STATUS
            + """
            good	1	1.0	2.0	0	good	-
            lost	7	1.0	2.0	1	shrunk	7 indicators after 20
            torn	0	0	2.0	3	failed	the server answers 503
            """);
    file("good.dat", HEADER + "a.example\tIntel::DOMAIN\tgood\t-\t-\tF\t-\n");
    file("lost.dat", HEADER);

    ScriptRun.of(
        folder,
        """
        @load frameworks/intel/feeds
        redef exit_only_after_terminate = T;
        redef Intel::feeds_folder = "DIR";
        event Intel::feed_read(name: string, added: count, removed: count) { terminate(); }
        """
            .replace("DIR", folder.toString()));

    assertThat(rows("notice.log"))
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .contains("\tIntel::Feed_Shrunk\tIntel feed lost: 7 indicators after 20\t"),
            row ->
                assertThat(row)
                    .contains("\tIntel::Feed_Failed\tIntel feed torn: the server answers 503\t"));
  }

  @Test
  void whatFeedsHaveDoesNotExpire() throws IOException {
    file("status", STATUS + "x\t1\t1.0\t1.0\t0\tgood\t-\n");
    file("x.dat", HEADER + "a.example\tIntel::DOMAIN\tx\t-\t-\tF\t-\n");

    ScriptRun.Result result =
        ScriptRun.of(
            folder,
            """
            @load frameworks/intel/feeds
            @load frameworks/intel/do_expire
            redef exit_only_after_terminate = T;
            redef table_expire_interval = 10msec;
            redef Intel::item_expiration = 20msec;
            redef Intel::feeds_folder = "DIR";
            hook Intel::indicator_removed(indicator: string, kind: Intel::Type)
            	{
            	print "removed", indicator;
            	Intel::seen([$indicator="a.example", $indicator_type=Intel::DOMAIN, $where=Intel::IN_ANYWHERE]);
            	}
            event Intel::match(s: Intel::Seen, items: set[Intel::Item])
            	{
            	print "still", s$indicator;
            	terminate();
            	}
            event Intel::feed_read(name: string, added: count, removed: count)
            	{
            	Intel::insert([$indicator="b.example", $indicator_type=Intel::DOMAIN, $meta=[$source="script"]]);
            	}
            """
                .replace("DIR", folder.toString()));

    assertThat(result.out()).containsExactly("removed, b.example", "still, a.example");
  }

  // ---- places

  private static TcpConversation talk(Capture capture, int port) {
    return new TcpConversation(
        capture, 1_700_100_000_000_000L, "10.9.0.1", 40_000, "10.9.0.2", port);
  }

  /// A morning in an office, and what it lacks.
  private Path everything() throws IOException {
    Capture capture = OfficeMorning.make(1);
    talk(capture, 80)
        .handshake()
        .send(
            true,
            String.join(
                "\r\n",
                "GET /x HTTP/1.1",
                "Host: 10.9.0.2",
                "Referer: http://from.example/y",
                "X-Forwarded-For: 10.9.9.9",
                "User-Agent: test",
                "",
                ""))
        .send(false, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        .close(true)
        .close(false);
    talk(capture, 25)
        .handshake()
        .send(false, "220 mx.example ESMTP\r\n")
        .send(true, "HELO a.example\r\n")
        .send(false, "250 mx.example\r\n")
        .send(true, "MAIL FROM:<a@a.example>\r\n")
        .send(false, "250 ok\r\n")
        .send(true, "RCPT TO:<b@b.example>\r\n")
        .send(false, "250 ok\r\n")
        .send(true, "DATA\r\n")
        .send(false, "354 go on\r\n")
        .send(
            true,
            String.join(
                "\r\n",
                "From: a@a.example",
                "To: b@b.example",
                "Cc: c@b.example",
                "Reply-To: d@a.example",
                "X-Originating-IP: [10.9.8.8]",
                "Content-Type: text/plain",
                "",
                "see http://evil.example/z now",
                ".",
                ""))
        .send(false, "250 ok\r\n")
        .close(true)
        .close(false);
    Path trace = folder.resolve("all.pcap");
    capture.sort().write(trace);
    return trace;
  }

  private EngineRun run(Path trace, String script) throws IOException {
    Path file = folder.resolve("test.zeek");
    Files.writeString(
        file,
        "@load frameworks/intel/seen\n@load frameworks/intel/seen/smtp-url-extraction\n" + script);
    CompiledProgram.Loaded program =
        EngineRun.program(folder.resolve("cache"), List.of(file.toString()));
    return EngineRun.of(program, List.of(trace.toString()), folder, SEED);
  }

  /// What is seen in each place is logged when it is an indicator.
  @Test
  void eachPlaceAndTypeHasAHit() throws IOException {
    Path trace = everything();
    EngineRun seen =
        run(
            trace,
            """
            global told: set[Intel::Where, Intel::Type];
            hook Intel::seen_policy(s: Intel::Seen, found: bool)
            	{
            	local kind = s?$host ? Intel::ADDR : s$indicator_type;
            	if ( [s$where, kind] in told )
            		return;
            	add told[s$where, kind];
            	print fmt("%s %s|%s|%s|test", s$where, kind, s?$host ? cat(s$host) : s$indicator, kind);
            	}
            """);
    Set<String> places =
        seen.output()
            .lines()
            .map(line -> line.substring(0, line.indexOf('|')))
            .collect(Collectors.toCollection(TreeSet::new));
    file(
        "known.dat",
        "#fields\tindicator\tindicator_type\tmeta.source\n"
            + seen.output()
                .lines()
                .map(line -> line.substring(line.indexOf('|') + 1).replace('|', '\t'))
                .distinct()
                .collect(Collectors.joining("\n"))
            + "\n");

    EngineRun second =
        run(trace, "redef Intel::read_files += { \"" + folder.resolve("known.dat") + "\" };\n");

    assertThat(second.messages()).isEmpty();
    Set<String> hits =
        rows("intel.log").stream()
            .map(row -> row.split("\t", -1))
            .flatMap(cells -> Stream.of(cells[8] + " " + cells[7]))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(hits).isEqualTo(places);
    assertThat(places)
        .containsExactly(
            "Conn::IN_ORIG Intel::ADDR",
            "Conn::IN_RESP Intel::ADDR",
            "DNS::IN_REQUEST Intel::DOMAIN",
            "Files::IN_HASH Intel::FILE_HASH",
            "Files::IN_NAME Intel::FILE_NAME",
            "HTTP::IN_HOST_HEADER Intel::ADDR",
            "HTTP::IN_HOST_HEADER Intel::DOMAIN",
            "HTTP::IN_REFERRER_HEADER Intel::URL",
            "HTTP::IN_URL Intel::URL",
            "HTTP::IN_USER_AGENT_HEADER Intel::SOFTWARE",
            "HTTP::IN_X_FORWARDED_FOR_HEADER Intel::ADDR",
            "SMTP::IN_CC Intel::EMAIL",
            "SMTP::IN_FROM Intel::EMAIL",
            "SMTP::IN_HEADER Intel::SOFTWARE",
            "SMTP::IN_MAIL_FROM Intel::EMAIL",
            "SMTP::IN_MESSAGE Intel::URL",
            "SMTP::IN_RCPT_TO Intel::EMAIL",
            "SMTP::IN_RECEIVED_HEADER Intel::ADDR",
            "SMTP::IN_REPLY_TO Intel::EMAIL",
            "SMTP::IN_TO Intel::EMAIL",
            "SMTP::IN_X_ORIGINATING_IP_HEADER Intel::ADDR",
            "SSH::IN_SERVER_HOST_KEY Intel::PUBKEY_HASH",
            "SSL::IN_SERVER_NAME Intel::DOMAIN",
            "X509::IN_CERT Intel::CERT_HASH",
            "X509::IN_CERT Intel::DOMAIN");
  }
}
