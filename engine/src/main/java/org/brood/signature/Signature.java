package org.brood.signature;

import java.util.ArrayList;
import java.util.List;
import org.brood.analyzer.PatternType;

/// One signature.
final class Signature {
  /// An expression.
  ///
  /// @param depth how many bytes may be read before it ends
  record Pattern(PatternType type, byte[] expression, long depth) {}

  private final String id;
  private final String file;
  private final int line;
  final List<HeaderTest> headers = new ArrayList<>();
  final List<Condition> conditions = new ArrayList<>();
  final List<Condition.Requires> requires = new ArrayList<>();
  final List<Action> actions = new ArrayList<>();
  final List<Pattern> patterns = new ArrayList<>();
  boolean active = true;

  Signature(String id, String file, int line) {
    this.id = id;
    this.file = file;
    this.line = line;
  }

  String id() {
    return id;
  }

  String file() {
    return file;
  }

  int line() {
    return line;
  }

  boolean isOnlyFileMagic() {
    return !patterns.isEmpty()
        && patterns.stream().allMatch(p -> p.type() == PatternType.FILE_MAGIC);
  }

  /// Whether a packet of this IP protocol may fit.
  boolean fits(int protocol) {
    for (HeaderTest test : headers) {
      if (test instanceof HeaderTest.Protocol p && !p.matches(protocol)) {
        return false;
      }
    }
    return true;
  }
}
