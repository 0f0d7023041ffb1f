package org.brood.node.host;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.brood.cluster.HostFacts;
import org.brood.cluster.HostMessage;
import org.brood.cluster.Layout;
import org.brood.cluster.NodeReport;
import org.brood.cluster.Place;
import org.brood.cluster.trust.Authority;
import org.brood.cluster.trust.Identity;
import org.brood.cluster.trust.Revocations;
import org.brood.cluster.trust.TokenBook;
import org.brood.link.NodeType;
import org.jspecify.annotations.Nullable;

/// What a manager does when somebody asks it to: each command's answer as JSON.
public final class ControlDesk {
  /// Commands that change nothing, which every member may give.
  static final Set<String> READING =
      Set.of(
          "status",
          "nodes",
          "diff",
          "netstats",
          "top",
          "logs",
          "loggers",
          "print",
          "diag",
          "bundle");

  private static final int MAX_USES = 10_000;
  private static final Duration MAX_LIFE = Duration.ofDays(365);
  private static final long STALE_MILLIS = 10_000;

  private final ManagerDesk desk;
  private final Authority authority;
  private final TokenBook tokens;
  private final Revocations revocations;
  private final String ports;
  private final InstantSource clock;

  /// @param ports what the capture leaves out
  ControlDesk(
      ManagerDesk desk,
      Authority authority,
      TokenBook tokens,
      Revocations revocations,
      String ports,
      InstantSource clock) {
    this.desk = desk;
    this.authority = authority;
    this.tokens = tokens;
    this.revocations = revocations;
    this.ports = ports;
    this.clock = clock;
  }

  /// @param nodes of the cluster, absent ones too
  /// @param hosts that are members
  /// @param notCaptured the filter that leaves the cluster's own traffic out
  public record Status(
      String bundle,
      long generation,
      List<NodeStatus> nodes,
      List<HostStatus> hosts,
      String notCaptured) {}

  /// @param state of the engine, or `missing`, `unreachable`, `waiting`
  public record NodeStatus(
      String node,
      NodeType type,
      String host,
      String source,
      String state,
      long pid,
      long started,
      long restarts,
      Map<String, Long> counters) {}

  /// @param spare whether it plays nothing
  public record HostStatus(
      String id,
      String name,
      String address,
      Set<NodeType> roles,
      boolean reachable,
      boolean spare,
      long layout,
      String version,
      Map<String, Long> counters) {}

  /// A logger's store that hosts sent rows to.
  ///
  /// @param name of its host
  /// @param batches that it did not answer
  /// @param hosts where those wait
  public record LoggerStatus(
      String store, String name, boolean connected, long batches, List<String> hosts) {}

  /// What giving up on a logger did.
  ///
  /// @param rows of each path that are there twice if it comes back
  /// @param errors of hosts that did not do it
  public record Forgotten(Map<String, Long> rows, Map<String, String> errors) {}

  /// Carries a command out.
  ManagerApi.Said run(List<String> arguments) {
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
    try {
      return switch (command) {
        case "status", "nodes", "netstats", "top" -> done(Json.text(status()));
        case "bundle" -> done(desk.layout().bundle());
        case "check" -> done(Json.text(desk.check()));
        case "deploy" -> done(Json.text(desk.deploy()));
        case "rollback" -> done(Json.text(desk.rollback()));
        case "diff" -> done(Json.text(desk.diff()));
        case "start", "stop", "restart" -> control(command, rest);
        case "print" -> print(rest);
        case "diag" -> diag(rest);
        case "logs" -> logs(rest);
        case "token" -> token(rest);
        case "revoke" -> revoke(rest);
        case "loggers" -> done(Json.text(loggers()));
        case "forget-logger" -> forgetLogger(rest);
        default -> new ManagerApi.Said(false, "there is no command " + command);
      };
    } catch (IOException e) {
      return new ManagerApi.Said(false, ManagerClient.reason(e));
    }
  }

  private static ManagerApi.Said done(String text) {
    return new ManagerApi.Said(true, text);
  }

  /// How everything is.
  Status status() {
    Layout layout = desk.layout();
    List<ManagerDesk.Seen> hosts = desk.hosts();
    Map<String, ManagerDesk.Seen> byId = new LinkedHashMap<>();
    hosts.forEach(seen -> byId.put(seen.facts().id(), seen));
    List<NodeStatus> nodes =
        layout.places().stream().map(place -> status(place, byId.get(place.host()))).toList();
    Set<String> playing =
        Set.copyOf(
            layout.places().stream()
                .map(Place::host)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList());
    return new Status(
        layout.bundle(),
        layout.generation(),
        nodes,
        hosts.stream()
            .map(seen ->
                new HostStatus(
                    seen.facts().id(),
                    seen.facts().name(),
                    seen.facts().address(),
                    seen.facts().roles(),
                    seen.reachable(),
                    !playing.contains(seen.facts().id()),
                    seen.report().layout(),
                    seen.facts().version(),
                    seen.report().counters()))
            .toList(),
        ports);
  }

  private NodeStatus status(Place place, ManagerDesk.@Nullable Seen host) {
    NodeReport report = host == null ? null : host.report().nodes().get(place.node());
    String state;
    if (host == null) {
      state = "missing";
    } else if (!host.reachable() || clock.millis() - host.atMillis() > STALE_MILLIS) {
      state = "unreachable";
    } else if (report == null) {
      state = "waiting";
    } else {
      state = report.state();
    }
    return new NodeStatus(
        place.node(),
        place.role(),
        place.hostName(),
        place.source(),
        state,
        report == null ? 0 : report.pid(),
        report == null ? 0 : report.started(),
        report == null ? 0 : report.restarts(),
        report == null ? Map.of() : report.counters());
  }

  private Place place(String node) throws IOException {
    Place found =
        desk.layout().places().stream()
            .filter(place -> place.node().equals(node))
            .findFirst()
            .orElseThrow(() -> new IOException("there is no node " + node));
    if (found.isMissing()) {
      throw new IOException(node + " has no host: " + found.hostName() + " is not there");
    }
    return found;
  }

  /// The hosts of some nodes, or all that play something.
  private Set<String> hostsOf(List<String> nodes) throws IOException {
    if (nodes.isEmpty()) {
      return Set.copyOf(
          desk.layout().places().stream()
              .map(Place::host)
              .filter(host -> !host.isEmpty())
              .distinct()
              .toList());
    }
    List<String> hosts = new ArrayList<>();
    for (String node : nodes) {
      hosts.add(place(node).host());
    }
    return Set.copyOf(hosts);
  }

  private ManagerApi.Said control(String command, List<String> nodes) throws IOException {
    Map<String, CompletableFuture<HostMessage.Answer>> answers = new LinkedHashMap<>();
    if (nodes.isEmpty()) {
      for (String host : hostsOf(nodes)) {
        answers.put(host, desk.ask(host, List.of(command, "")));
      }
    }
    for (String node : nodes) {
      answers.put(node, desk.ask(place(node).host(), List.of(command, node)));
    }
    return collect(answers);
  }

  private static ManagerApi.Said collect(
      Map<String, CompletableFuture<HostMessage.Answer>> answers) {
    List<String> wrong = new ArrayList<>();
    answers.forEach((name, future) -> {
      HostMessage.Answer answer = future.join();
      if (!answer.ok()) {
        wrong.add(name + ": " + answer.text());
      }
    });
    return new ManagerApi.Said(wrong.isEmpty(), String.join("\n", wrong));
  }

  /// The value of a variable on some nodes, or all.
  private ManagerApi.Said print(List<String> rest) throws IOException {
    if (rest.isEmpty()) {
      throw new IOException("print needs the name of a variable");
    }
    List<String> nodes =
        rest.size() > 1
            ? rest.subList(1, rest.size())
            : desk.layout().places().stream()
                .filter(place -> !place.isMissing())
                .map(Place::node)
                .toList();
    Map<String, CompletableFuture<HostMessage.Answer>> answers = new LinkedHashMap<>();
    for (String node : nodes) {
      answers.put(
          node, desk.ask(place(node).host(), List.of(HostAnswers.PRINT, node, rest.getFirst())));
    }
    Map<String, String> values = new LinkedHashMap<>();
    answers.forEach((node, answer) -> values.put(node, answer.join().text()));
    return done(Json.text(values));
  }

  private ManagerApi.Said diag(List<String> rest) throws IOException {
    List<String> nodes =
        rest.isEmpty()
            ? desk.layout().places().stream()
                .filter(place -> !place.isMissing())
                .map(Place::node)
                .toList()
            : rest;
    Map<String, String> texts = new LinkedHashMap<>();
    for (String node : nodes) {
      texts.put(node, desk.ask(place(node).host(), List.of(HostAnswers.DIAG, node)).join().text());
    }
    return done(Json.text(texts));
  }

  /// A piece of a log from the host that logs.
  private ManagerApi.Said logs(List<String> rest) throws IOException {
    Optional<HostFacts> logger = desk.layout().loggerHost();
    if (logger.isEmpty()) {
      throw new IOException("no host logs");
    }
    HostMessage.Answer answer =
        desk.ask(
                logger.get().id(),
                Stream.concat(Stream.of(HostAnswers.LOGS), rest.stream()).toList())
            .join();
    return new ManagerApi.Said(answer.ok(), answer.text());
  }

  /// Makes a token: uses, seconds that it is good for, what it is good for.
  private ManagerApi.Said token(List<String> rest) throws IOException {
    try {
      int uses = Integer.parseInt(rest.get(0));
      Duration life = Duration.ofSeconds(Long.parseLong(rest.get(1)));
      Identity.Kind kind = Identity.Kind.valueOf(rest.get(2));
      return done(token(uses, life, kind));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("token needs uses, seconds and a kind", e);
    }
  }

  String token(int uses, Duration life, Identity.Kind kind) throws IOException {
    if (uses < 1 || uses > MAX_USES || life.isNegative() || life.compareTo(MAX_LIFE) > 0) {
      throw new IOException(
          "a token is good for 1 to %d hosts and at most %d days"
              .formatted(MAX_USES, MAX_LIFE.toDays()));
    }
    return tokens
        .create(authority.fingerprint(), uses, life, kind, Instant.ofEpochMilli(clock.millis()))
        .text();
  }

  /// Revokes hosts by id or name.
  private ManagerApi.Said revoke(List<String> names) throws IOException {
    List<String> ids = new ArrayList<>();
    for (String name : names) {
      ids.add(
          desk.hosts().stream()
              .map(ManagerDesk.Seen::facts)
              .filter(host -> host.id().equals(name) || host.name().equals(name))
              .map(HostFacts::id)
              .findFirst()
              .or(() -> Optional.of(name).filter(text -> text.matches("[0-9a-f]{16}")))
              .orElseThrow(() -> new IOException("there is no host " + name)));
    }
    revocations.add(ids);
    ids.forEach(desk::expel);
    return done(Json.text(ids));
  }

  /// Asks all hosts, whether they play something or not: rows may wait on each.
  private Map<String, HostMessage.Answer> askAll(List<String> question) {
    Map<String, CompletableFuture<HostMessage.Answer>> asked = new LinkedHashMap<>();
    for (ManagerDesk.Seen seen : desk.hosts()) {
      asked.put(seen.facts().name(), desk.ask(seen.facts().id(), question));
    }
    Map<String, HostMessage.Answer> answers = new LinkedHashMap<>();
    asked.forEach((host, answer) -> answers.put(host, answer.join()));
    return answers;
  }

  private List<LoggerStatus> loggers() throws IOException {
    Map<String, LoggerStatus> all = new TreeMap<>();
    for (Map.Entry<String, HostMessage.Answer> one :
        askAll(List.of(HostAnswers.LOGGERS)).entrySet()) {
      if (!one.getValue().ok()) {
        continue;
      }
      for (LogShipping.Owed owed : Json.read(one.getValue().text(), LogShipping.Owed[].class)) {
        List<String> waits = owed.batches() > 0 ? List.of(one.getKey()) : List.of();
        all.merge(
            owed.store(),
            new LoggerStatus(owed.store(), owed.name(), owed.connected(), owed.batches(), waits),
            ControlDesk::together);
      }
    }
    return List.copyOf(all.values());
  }

  private static LoggerStatus together(LoggerStatus one, LoggerStatus other) {
    return new LoggerStatus(
        one.store(),
        one.name(),
        one.connected() || other.connected(),
        one.batches() + other.batches(),
        Stream.concat(one.hosts().stream(), other.hosts().stream()).toList());
  }

  /// Gives up on a logger, by the name of its host or the id of its store.
  private ManagerApi.Said forgetLogger(List<String> rest) throws IOException {
    if (rest.size() != 1) {
      throw new IOException("which logger? `brood logger list` names them");
    }
    List<LoggerStatus> meant =
        loggers().stream()
            .filter(
                one -> one.name().equals(rest.getFirst()) || one.store().equals(rest.getFirst()))
            .toList();
    if (meant.isEmpty()) {
      throw new IOException("nothing waits for a logger " + rest.getFirst());
    }
    // Who lost its folder and came back is there twice: with its old store and the new one.
    List<LoggerStatus> gone = meant.stream().filter(one -> !one.connected()).toList();
    if (gone.isEmpty()) {
      throw new IOException(rest.getFirst() + " is connected: it will answer");
    }
    Map<String, Long> rows = new TreeMap<>();
    Map<String, String> errors = new TreeMap<>();
    for (LoggerStatus one : gone) {
      for (Map.Entry<String, HostMessage.Answer> answer :
          askAll(List.of(HostAnswers.FORGET_LOGGER, one.store())).entrySet()) {
        if (answer.getValue().ok()) {
          Json.counts(answer.getValue().text())
              .forEach((path, n) -> rows.merge(path, n, Long::sum));
        } else {
          errors.put(answer.getKey(), answer.getValue().text());
        }
      }
    }
    return done(Json.text(new Forgotten(rows, errors)));
  }
}
