package org.brood.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.brood.script.codegen.CompiledProgram;
import org.brood.testkit.MaxMindFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// Runs policies over captures. All of those that are tested are loaded, so that each capture also
/// shows what is not raised.
abstract class NoticeStage {
  static final String DESK = "10.1.0.9";
  static final String SERVER = "10.1.2.1";
  static final String ABROAD = "45.7.8.9";
  static final String OUTSIDE = "23.4.5.6";

  private static final String POLICIES =
      """
      @load policy/protocols/http/detect-sql-injection
      @load policy/protocols/http/software
      @load policy/protocols/ssh/detect-bruteforcing
      @load policy/protocols/ssh/geo-data
      @load policy/protocols/ssh/software
      @load policy/protocols/ftp/detect
      @load policy/frameworks/software/version-changes
      @load policy/frameworks/software/vulnerable
      @load policy/protocols/ssl/expiring-certs
      @load policy/protocols/ssl/heartbleed
      @load policy/protocols/ssl/weak-keys
      @load policy/protocols/smtp/blocklists
      @load policy/protocols/smtp/detect-suspicious-orig
      @load-sigs ./words.sig
      redef FilteredTraceDetection::enable = F;
      redef mmdb_dir = "DIR";
      redef Software::interesting_version_changes += { "nginx" };
      redef Software::vulnerable_versions += {
        ["OpenSSH"] = set(Software::VulnerableVersionRange(
          $min=Software::Version($major=7, $minor=1), $max=Software::Version($major=7, $minor=6)))
      };
      redef SMTP::suspicious_origination_countries += { "RO" };
      redef SMTP::suspicious_origination_networks += { 23.4.5.0/24 };
      redef Signatures::summary_interval = 10secs;
      redef Signatures::actions += {
        ["quiet-1"] = Signatures::SIG_QUIET,
        ["quiet-2"] = Signatures::SIG_QUIET,
        ["quiet-3"] = Signatures::SIG_QUIET,
        ["quiet-4"] = Signatures::SIG_QUIET,
        ["quiet-5"] = Signatures::SIG_QUIET,
        ["counted"] = Signatures::SIG_COUNT_PER_RESP,
        ["summed"] = Signatures::SIG_SUMMARY
      };
      """;

  @TempDir static Path folder;
  private static CompiledProgram.Loaded program;

  @TempDir Path logs;

  final BehaviorTraffic traffic = new BehaviorTraffic();

  @BeforeAll
  static void compile() throws IOException {
    StringBuilder signatures = new StringBuilder();
    for (String name : List.of("alarming", "counted", "summed")) {
      signatures.append(signature(name, name + "-word"));
    }
    for (int i = 1; i <= 5; i++) {
      signatures.append(signature("quiet-" + i, "word-" + i));
    }
    Files.writeString(folder.resolve("words.sig"), signatures);
    Map<String, ?> facts = Map.of("country", Map.of("iso_code", "RO"));
    byte[] network = {45, 7, 8, 0};
    Files.write(
        folder.resolve("GeoLite2-City.mmdb"), new MaxMindFile().add(network, 24, facts).toBytes());
    program = program("policies", POLICIES.replace("DIR", folder.toString()));
  }

  private static String signature(String name, String word) {
    return "signature %s {\n  ip-proto == tcp\n  payload /.*%s/\n  event \"%s was said\"\n}\n"
        .formatted(name, word, name);
  }

  static CompiledProgram.Loaded program(String name, String script) throws IOException {
    Path site = Files.writeString(folder.resolve(name + ".zeek"), script);
    return EngineRun.program(folder.resolve("cache"), List.of(site.toString()));
  }

  final BehaviorRun run() throws IOException {
    BehaviorRun run = BehaviorRun.alone(program, traffic.capture(), logs);
    assertThat(run.messages()).isEmpty();
    return run;
  }

  /// Reads the capture with a script alone.
  final BehaviorRun run(String script) throws IOException {
    CompiledProgram.Loaded own =
        program("own", "redef FilteredTraceDetection::enable = F;\n" + script);
    return BehaviorRun.alone(own, traffic.capture(), logs);
  }

  /// The columns of each notice that tell it from others.
  static List<List<String>> rows(BehaviorRun run, String... columns) {
    return run.notices().stream()
        .map(row -> List.of(columns).stream().map(c -> row.getOrDefault(c, "")).toList())
        .toList();
  }
}
