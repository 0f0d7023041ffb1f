package org.brood.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/// Where the processor time of a run with the default scripts goes: samples of the JDK's flight
/// recorder by what they belong to, analyzer by analyzer.
///
/// A sample belongs to the innermost of its frames that is in a part of its own. What is done for
/// others (bytes, values, built-in functions) belongs to who asked for it.
final class TimeByPart {
  private static final String SETTINGS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <configuration version="2.0" label="Brood" description="Processor time" provider="Brood">
        <event name="jdk.CPUTimeSample">
          <setting name="enabled">true</setting>
          <setting name="stackTrace">true</setting>
          <setting name="throttle">5ms</setting>
        </event>
        <event name="jdk.InitialSystemProperty">
          <setting name="enabled">true</setting>
        </event>
      </configuration>
      """;
  private static final String ENGINE = "org.brood.";
  private static final String ANALYZERS = "org.brood.analyzer.";
  private static final String SCRIPTS = "brood.gen.";

  /// Packages of the engine that work for others.
  private static final Set<String> SERVANTS =
      Set.of("bif", "bytes", "conn", "event", "format", "regex", "script", "telemetry", "wire");

  private static final String START = "start and end";

  /// Shares below are summed up in one line.
  private static final double LEAST = 0.005;

  /// @param engine samples in the engine's code
  /// @param scripts samples in scripts
  private record Part(int engine, int scripts) {
    Part plus(Part other) {
      return new Part(engine + other.engine, scripts + other.scripts);
    }

    int sum() {
      return engine + scripts;
    }
  }

  private final Map<String, Part> parts = new TreeMap<>();
  private final Map<String, String> sources;
  private Duration sampled = Duration.ZERO;

  private TimeByPart(Map<String, String> sources) {
    this.sources = sources;
  }

  /// Makes the settings of a recording.
  ///
  /// @return the JVM's options that record with them
  static String options(Path folder) throws IOException {
    Path settings = Files.writeString(folder.resolve("samples.jfc"), SETTINGS);
    return "-XX:StartFlightRecording:settings=%s,filename=%s -Xlog:jfr*=off"
        .formatted(settings, recording(folder));
  }

  private static Path recording(Path folder) {
    return folder.resolve("samples.jfr");
  }

  /// Prints where the time of a recorded run went.
  ///
  /// @param folder of the recording
  /// @param processor seconds of all threads
  static void print(Path folder, double processor, PrintStream out) throws IOException {
    TimeByPart made = new TimeByPart(sources(program(folder)));
    try (RecordingFile events = new RecordingFile(recording(folder))) {
      while (events.hasMoreEvents()) {
        made.add(events.readEvent());
      }
    }
    made.print(processor, out);
  }

  /// The jar of the program that ran: the last one on its class path.
  private static Path program(Path folder) throws IOException {
    try (RecordingFile events = new RecordingFile(recording(folder))) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getEventType().getName().equals("jdk.InitialSystemProperty")
            && event.getString("key").equals("java.class.path")) {
          return Path.of(event.getString("value").replaceFirst(".*" + File.pathSeparator, ""));
        }
      }
    }
    throw new IOException("no class path in " + recording(folder));
  }

  /// The scripts of a program by the classes that they became.
  private static Map<String, String> sources(Path jar) throws IOException {
    Map<String, String> sources = new HashMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          ClassModel model = ClassFile.of().parse(in.readAllBytes());
          String name = entry.getName().replace('/', '.').replace(".class", "");
          model
              .findAttribute(Attributes.sourceFile())
              .map(SourceFileAttribute::sourceFile)
              .ifPresent(source -> sources.put(name, source.stringValue()));
        }
      }
    }
    return sources;
  }

  private void add(RecordedEvent event) {
    // The recorder writes some events that nobody asked for.
    if (event.getEventType().getName().equals("jdk.CPUTimeSample")) {
      sample(event);
    }
  }

  private void sample(RecordedEvent event) {
    sampled = sampled.plus(event.getDuration("samplingPeriod"));
    if (event.getBoolean("failed") || event.getStackTrace() == null) {
      count("without a stack", new Part(1, 0));
      return;
    }
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      RecordedMethod method = frame.getMethod();
      String type = method == null ? "" : method.getType().getName();
      if (type.startsWith(SCRIPTS)) {
        String source = sources.get(type);
        count(source == null ? "dispatch of events" : script(source), new Part(0, 1));
        return;
      }
      String part = part(type);
      if (part != null) {
        count(part, new Part(1, 0));
        return;
      }
    }
    count(START, new Part(1, 0));
  }

  /// The part that a class of the engine belongs to; null if it works for others.
  private static @Nullable String part(String type) {
    if (!type.startsWith(ENGINE)) {
      return null;
    }
    String[] packages = type.substring(ENGINE.length()).split("\\.", -1);
    if (type.startsWith(ANALYZERS)) {
      return packages.length > 2 ? packages[1] : "detection and analyzer trees";
    }
    return switch (packages[0]) {
      case "node" -> START;
      default -> SERVANTS.contains(packages[0]) ? null : packages[0];
    };
  }

  /// What a script belongs to: the folder below `protocols`, `frameworks` and so on.
  private static String script(String path) {
    String[] folders = path.split("/", -1);
    for (int i = 0; i < folders.length - 2; i++) {
      switch (folders[i]) {
        case "protocols", "packet-protocols" -> {
          return folders[i + 1];
        }
        case "frameworks" -> {
          return folders[i + 1].equals("files") ? "file" : folders[i + 1];
        }
        case "files" -> {
          return "file: " + folders[i + 1];
        }
        default -> {
          // Further down.
        }
      }
    }
    return "other scripts";
  }

  private void count(String name, Part one) {
    parts.merge(name, one, Part::plus);
  }

  private void print(double processor, PrintStream out) {
    double all = parts.values().stream().mapToInt(Part::sum).sum();
    out.printf(
        Locale.ROOT, "%nDefault scripts: processor time of the threads that run Java, in %%%n");
    out.printf(Locale.ROOT, "%-32s %8s %10s%n", "", "engine", "scripts");
    List<Map.Entry<String, Part>> sorted =
        parts.entrySet().stream()
            .sorted(Comparator.comparingInt(e -> -e.getValue().sum()))
            .toList();
    Part rest = new Part(0, 0);
    for (Map.Entry<String, Part> entry : sorted) {
      if (entry.getValue().sum() < LEAST * all) {
        rest = rest.plus(entry.getValue());
      } else {
        line(out, entry.getKey(), entry.getValue(), all);
      }
    }
    line(out, "others", rest, all);
    out.printf(
        Locale.ROOT,
        "Beside each second of that, %.2f of the JVM's compilers and collector%n",
        processor * 1000 / sampled.toMillis() - 1);
  }

  private static void line(PrintStream out, String name, Part part, double all) {
    out.printf(
        Locale.ROOT,
        "%-32s %8.1f %10.1f%n",
        name,
        100 * part.engine() / all,
        100 * part.scripts() / all);
  }
}
