package org.brood.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brood.analyzer.Detection;
import org.brood.event.Events;
import org.brood.file.MimeDetector;
import org.brood.regex.AutomatonStats;
import org.brood.script.source.ScriptPath;
import org.brood.script.value.Str;

/// The signatures of a run, read and ready to match.
public final class Signatures {
  private final SignatureEngine engine;
  private final FileMagic magic;

  private Signatures(SignatureSet set, Events events) {
    this.engine = new SignatureEngine(set, events);
    this.magic = new FileMagic(set);
  }

  /// Reads the files of the command line, those of the variable `signature_files`, and those of
  /// `@load-sigs`. What is wrong is reported.
  ///
  /// @param named files of the command line
  /// @return nothing if something was wrong
  public static Optional<Signatures> load(List<String> named, ScriptPath path, Events events) {
    SignatureErrors errors = new SignatureErrors(events.runtime().messages());
    ScriptNames names = new ScriptNames(events);
    List<Signature> all = new ArrayList<>();
    for (String name : files(named, events)) {
      Optional<String> found = path.findSignatures(name, ".");
      if (found.isEmpty()) {
        errors.error("failed to find file associated with @load-sigs " + name);
        continue;
      }
      all.addAll(read(found.get(), names, errors));
    }
    for (String file : events.runtime().info().signatureFiles()) {
      all.addAll(read(file, names, errors));
    }
    SignatureSet set = new SignatureSet(all, errors);
    set.check();
    return errors.count() > 0 ? Optional.empty() : Optional.of(new Signatures(set, events));
  }

  private static List<String> files(List<String> named, Events events) {
    List<String> files = new ArrayList<>(named);
    if (events.global("signature_files") instanceof Str text) {
      for (String name : text.toString().split("[ \t]+", -1)) {
        if (!name.isEmpty()) {
          files.add(name);
        }
      }
    }
    return files;
  }

  private static List<Signature> read(String file, ScriptNames names, SignatureErrors errors) {
    byte[] text;
    try {
      text = Files.readAllBytes(Path.of(file));
    } catch (IOException e) {
      errors.error("Can't open signature file " + file);
      return List.of();
    }
    return new SignatureParser(file, text, names, errors).parse();
  }

  /// How many there are.
  public int size() {
    return engine.signatures().size();
  }

  /// What the automata for connections hold that were made so far.
  public List<AutomatonStats> stats() {
    return engine.signatures().stats();
  }

  /// What recognises protocols.
  public Detection detection() {
    return engine;
  }

  /// What recognises types of files.
  public MimeDetector files() {
    return magic;
  }
}
