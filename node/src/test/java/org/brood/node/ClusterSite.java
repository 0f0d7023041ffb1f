package org.brood.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brood.link.NodeType;
import org.brood.node.host.ControlDesk;
import org.brood.node.host.Json;

/// A network namespace with pairs of interfaces, in which host processes of a cluster run as users
/// start them, and commands are given to them.
final class ClusterSite implements AutoCloseable {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PAGE = Pattern.compile("/page(\\d+)\\.");

  /// What ends a wait for something that never comes. Nothing is expected to take that long.
  private static final long BOUND_SECONDS = 150;

  private static final long LOOK_MILLIS = 200;

  /// What a command printed.
  record Said(int code, String out, String err) {}

  /// Something that must become true.
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private final Path folder;
  private final Process namespace;
  private final List<Process> hosts = new ArrayList<>();

  private ClusterSite(Path folder, Process namespace) {
    this.folder = folder;
    this.namespace = namespace;
  }

  /// Makes the namespace; interface `sentN` leads to `seenN`.
  static ClusterSite open(Path folder, int pairs) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder("set -e; ip link set lo up");
    for (int i = 1; i <= pairs; i++) {
      script.append("; ip link add sent").append(i).append(" type veth peer name seen").append(i);
      for (String name : List.of("sent" + i, "seen" + i)) {
        script.append("; ip link set ").append(name).append(" addrgenmode none");
        script.append("; ip link set ").append(name).append(" up");
      }
    }
    script.append("; echo made; exec cat");
    Process namespace =
        new ProcessBuilder("unshare", "--net", "--map-root-user", "sh", "-c", script.toString())
            .redirectError(folder.resolve("namespace").toFile())
            .start();
    byte[] made = namespace.getInputStream().readNBytes("made".length());
    if (made.length == 0) {
      throw new IOException(Files.readString(folder.resolve("namespace")));
    }
    return new ClusterSite(folder, namespace);
  }

  /// What starts a program of this tree in a process of its own.
  static List<String> program(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "--add-exports",
        "java.base/jdk.internal.misc=ALL-UNNAMED",
        "-XX:+UseSerialGC",
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        "-Dslf4j.internal.verbosity=ERROR",
        "-Dbrood.home=" + HOME,
        "-Dbrood.scripts=" + HOME.resolve("scripts"),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  private ProcessBuilder java(Class<?> main, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "nsenter",
                "--preserve-credentials",
                "--user",
                "--net",
                "--target",
                Long.toString(namespace.pid())));
    command.addAll(program(main));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BROOD_"));
    builder.environment().put("BROOD_CACHE", folder.resolve("cache").toString());
    return builder;
  }

  /// Starts a host process, whose state is in the folder of that name and whose words are in
  /// `NAME.txt`.
  Process start(String name, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--state", folder.resolve(name).toString(), "--name", name));
    Process host =
        java(Main.class, all)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(words(name).toFile()))
            .start();
    hosts.add(host);
    return host;
  }

  private Path words(String name) {
    return folder.resolve(name + ".txt");
  }

  /// What a host process has said so far.
  String said(String name) throws IOException {
    return Files.readString(words(name));
  }

  /// Gives a command with the certificate of a host.
  Said command(String host, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(1, List.of("--state", folder.resolve(host).toString()));
    Path out = folder.resolve("command.out");
    Path err = folder.resolve("command.err");
    int code =
        java(Main.class, all)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Said(code, Files.readString(out), Files.readString(err));
  }

  /// How the cluster is, nothing as long as no manager answers.
  Optional<ControlDesk.Status> status() throws IOException, InterruptedException {
    Said said = command("first", "status", "--json");
    return said.out().isEmpty()
        ? Optional.empty()
        : Optional.of(Json.read(said.out(), ControlDesk.Status.class));
  }

  /// Waits until as many nodes of each kind run as are named, and no others are there.
  ControlDesk.Status awaitRunning(NodeType... types) throws IOException, InterruptedException {
    List<NodeType> wanted = Stream.of(types).sorted().toList();
    List<ControlDesk.Status> last = new ArrayList<>();
    await(
        "running " + wanted,
        () -> {
          last.clear();
          status().ifPresent(last::add);
          return !last.isEmpty()
              && last.getFirst().nodes().stream().allMatch(node -> node.state().equals("running"))
              && last.getFirst().nodes().stream()
                  .map(ControlDesk.NodeStatus::type)
                  .sorted()
                  .toList()
                  .equals(wanted);
        });
    return last.getFirst();
  }

  /// Waits until a node runs in another process than that.
  void awaitReplaced(ControlDesk.NodeStatus before) throws IOException, InterruptedException {
    await(
        before.node() + " in a new process",
        () ->
            status().stream()
                .flatMap(status -> status.nodes().stream())
                .anyMatch(node ->
                    node.node().equals(before.node())
                        && node.state().equals("running")
                        && node.pid() != before.pid()));
  }

  /// Sends pages into `sentN`.
  void send(int pair, int first, int pages) throws IOException, InterruptedException {
    int code =
        java(SendFrames.class, List.of("sent" + pair, "" + first, "" + pages))
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException("frames could not be sent");
    }
  }

  /// How often each page stands in the logger's files of a stream, whether they grow or were put
  /// away.
  Map<Integer, Integer> pages() throws IOException {
    Map<Integer, Integer> pages = new TreeMap<>();
    for (String line : lines("http")) {
      Matcher page = PAGE.matcher(line);
      while (page.find()) {
        pages.merge(Integer.valueOf(page.group(1)), 1, Integer::sum);
      }
    }
    return pages;
  }

  /// All lines of a stream's files.
  List<String> lines(String stream) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(folder.resolve("logs"))) {
      if (file.getFileName().toString().startsWith(stream + ".")) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  /// Waits until a text stands in a file of this host's spools.
  void awaitInSpool(String host, String text) throws IOException, InterruptedException {
    await(
        text + " in the spool",
        () -> {
          for (Path file : files(folder.resolve(host).resolve("spool"))) {
            if (contains(file, text)) {
              return true;
            }
          }
          return false;
        });
  }

  private static boolean contains(Path file, String text) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (NoSuchFileException e) {
      return false; // delivered, and removed
    }
  }

  /// All files that are there, some of which may go away meanwhile.
  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /// Waits until something holds.
  ///
  /// @throws IOException that tells what hosts said, if it never does
  void await(String what, Condition condition) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IOException("never: " + what + "\n" + allSaid());
      }
      never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private String allSaid() throws IOException, InterruptedException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".txt")).sorted().toList()) {
        all.append(file.getFileName()).append(":\n").append(Files.readString(file));
      }
    }
    return all.append(command("first", "status").out()).toString();
  }

  @Override
  public void close() {
    for (Process host : hosts) {
      host.descendants().forEach(ProcessHandle::destroyForcibly);
      host.destroyForcibly();
    }
    namespace.destroyForcibly();
  }
}
