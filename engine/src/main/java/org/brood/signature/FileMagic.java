package org.brood.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.brood.file.MimeDetector;
import org.brood.regex.RegexSet;
import org.jspecify.annotations.Nullable;

/// Tells types of files by the signatures that have `file-magic` and `file-mime`.
final class FileMagic implements MimeDetector {
  private static final Comparator<Match> STRONGEST_FIRST =
      Comparator.comparingLong(Match::strength).reversed().thenComparing(Match::mime);

  private final SignatureSet signatures;
  private RegexSet.@Nullable Matcher matcher;
  private boolean made;

  FileMagic(SignatureSet signatures) {
    this.signatures = signatures;
  }

  private RegexSet.@Nullable Matcher matcher() {
    if (!made) {
      made = true;
      RegexSet set = signatures.fileMagic();
      matcher = set == null ? null : set.matcher();
    }
    return matcher;
  }

  @Override
  public List<Match> detect(byte[] start) {
    RegexSet.Matcher m = matcher();
    if (m == null) {
      return List.of();
    }
    m.clear();
    m.feed(start, 0, 0, false, false);
    if (!m.feed(start, 0, start.length, true, false)) {
      return List.of();
    }
    TreeSet<Match> found = new TreeSet<>(STRONGEST_FIRST);
    for (int i = 0; i < m.count(); i++) {
      SignatureSet.Rule rule = signatures.ruleOfPattern(m.id(i));
      if (matches(rule, m.end(i), m)) {
        for (Action action : rule.signature.actions) {
          if (action instanceof Action.Mime(String type, long strength)) {
            found.add(new Match(type, strength));
          }
        }
      }
    }
    return new ArrayList<>(found);
  }

  private boolean matches(SignatureSet.Rule rule, long end, RegexSet.Matcher m) {
    for (int pattern : rule.patterns) {
      boolean there = false;
      for (int i = 0; i < m.count() && !there; i++) {
        there = m.id(i) == pattern;
      }
      if (!there || end > signatures.depth(pattern)) {
        return false;
      }
    }
    return true;
  }
}
