package org.brood.node.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.brood.bytes.Malformed;
import org.brood.cluster.HostMessage;
import org.brood.link.LinkMessage;
import org.brood.node.config.HostSettings;
import org.brood.spool.RandomId;

/// What a host answers to its manager's questions.
public final class HostAnswers {
  static final String CHECK = "check";
  static final String START = "start";
  static final String STOP = "stop";
  static final String RESTART = "restart";
  static final String PRINT = "print";
  static final String DIAG = "diag";
  static final String LOGS = "logs";
  static final String LOGGERS = "loggers";
  static final String FORGET_LOGGER = "forget-logger";
  private static final int DIAG_LINES = 100;

  private final String hostId;
  private final HostSettings settings;
  private final StateFolder state;
  private final BundleFetch bundles;
  private final EngineSet engines;
  private final LinkServer links;
  private final LogShipping shipping;

  HostAnswers(
      String hostId,
      HostSettings settings,
      StateFolder state,
      BundleFetch bundles,
      EngineSet engines,
      LinkServer links,
      LogShipping shipping) {
    this.hostId = hostId;
    this.settings = settings;
    this.state = state;
    this.bundles = bundles;
    this.engines = engines;
    this.links = links;
    this.shipping = shipping;
  }

  /// @param text an answer
  private record Result(boolean ok, String text) {}

  /// Answers; may take a while.
  HostMessage.Answer answer(HostMessage.Ask ask) {
    Result result;
    try {
      result = answer(ask.arguments());
    } catch (IOException e) {
      result = new Result(false, ManagerClient.reason(e));
    } catch (Malformed e) {
      result = new Result(false, e.reason());
    } catch (NumberFormatException e) {
      result = new Result(false, "expected a number: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = new Result(false, "stopped");
    }
    return new HostMessage.Answer(hostId, ask.id(), result.ok, result.text);
  }

  private Result answer(List<String> arguments) throws IOException, InterruptedException {
    String command = arguments.isEmpty() ? "" : arguments.getFirst();
    String about = arguments.size() > 1 ? arguments.get(1) : "";
    return switch (command) {
      case CHECK -> check(about);
      case START, STOP, RESTART -> {
        engines.control(command, about);
        yield new Result(true, "");
      }
      case PRINT -> print(about, arguments.size() > 2 ? arguments.get(2) : "");
      case DIAG -> new Result(true, String.join("\n", engines.diag(about, DIAG_LINES)));
      case LOGS -> logs(about, arguments.size() > 2 ? arguments.get(2) : "");
      case LOGGERS -> new Result(true, Json.text(shipping.owed()));
      case FORGET_LOGGER -> new Result(true, Json.text(shipping.forget(RandomId.parse(about))));
      default -> new Result(false, "there is no question " + command);
    };
  }

  /// Fetches the bundle and has it compiled for all types of node, in a process of its own.
  private Result check(String hash) throws IOException, InterruptedException {
    if (!BundleStore.isHash(hash)) {
      return new Result(false, "no bundle is called " + hash);
    }
    Path folder = bundles.folder(hash);
    List<String> command =
        EngineCommand.of(
            EngineCommand.Wants.idle(settings.engineMemory()),
            List.of(
                "engine",
                "--check",
                "--bundle",
                folder.toString(),
                "--intel",
                state.intel().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(engines.environment());
    Process process = builder.start();
    process.getOutputStream().close();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor();
        InputStream said = process.getInputStream()) {
      var output = tasks.submit(() -> said.readNBytes(HostLimits.MAX_REQUEST));
      if (!process.waitFor(HostLimits.CHECK.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(false, "the check took too long");
      }
      String text = new String(output.get(5, TimeUnit.SECONDS), StandardCharsets.UTF_8).strip();
      return new Result(process.exitValue() == 0, text.replace(folder + "/", ""));
    } catch (ExecutionException | TimeoutException e) {
      return new Result(false, "the check's output cannot be read");
    } finally {
      process.destroyForcibly();
    }
  }

  private Result print(String node, String variable) {
    LinkMessage.Answer answer = links.ask(node, List.of(PRINT, variable)).join();
    return new Result(answer.ok(), answer.text());
  }

  /// A piece of a log.
  ///
  /// @param next offset of what follows
  public record LogPiece(String name, long next, String text) {}

  /// Lines of the current log of a path from an offset on; a negative one means the last bytes.
  /// Without a path: the names there are.
  private Result logs(String path, String offset) throws IOException {
    Path current = settings.store().currentFolder();
    if (path.isEmpty()) {
      List<String> names = new ArrayList<>();
      if (Files.isDirectory(current)) {
        try (var files = Files.list(current)) {
          files.map(file -> file.getFileName().toString()).sorted().forEach(names::add);
        }
      }
      return new Result(true, Json.text(names));
    }
    if (!path.matches("[\\w-]{1,100}")) {
      return new Result(false, "no log is called " + path);
    }
    Path file = current.resolve(path + ".log");
    if (!Files.exists(file)) {
      return new Result(true, Json.text(new LogPiece(path, 0, "")));
    }
    long from = offset.isEmpty() ? 0 : Long.parseLong(offset);
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      long length = in.length();
      long start = from < 0 ? Math.max(0, length + from) : from > length ? 0 : from;
      byte[] bytes = new byte[(int) Math.min(HostLimits.MAX_LOG_BYTES, length - start)];
      in.seek(start);
      in.readFully(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      int begin = 0;
      if (from < 0 && start > 0) {
        while (begin < end && bytes[begin] != '\n') {
          begin++;
        }
        begin = Math.min(end, begin + 1);
      }
      return new Result(
          true,
          Json.text(
              new LogPiece(
                  path,
                  start + end,
                  new String(bytes, begin, end - begin, StandardCharsets.UTF_8))));
    }
  }

  /// How much is waiting, for reports.
  Map<String, Long> counters() {
    return Map.of("link_dropped", links.dropped(), "state_free_bytes", freeBytes());
  }

  private long freeBytes() {
    try {
      return Files.getFileStore(state.root()).getUsableSpace();
    } catch (IOException e) {
      return 0;
    }
  }
}
