package org.brood.signature;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brood.analyzer.PatternType;
import org.brood.regex.AutomatonStats;
import org.brood.regex.RegexSet;
import org.brood.regex.RegexSyntaxException;
import org.jspecify.annotations.Nullable;

/// All signatures of a run, numbered in the order of the files, with their expressions in automata.
///
/// There is one set of expressions for each type and protocol, so that a side that a signature
/// cannot fit doesn't have its expressions in the way. A set is made when it is first asked for.
final class SignatureSet {
  private static final int PROTOCOLS = 256;

  /// One signature with what is worked out about it.
  static final class Rule {
    final Signature signature;
    final int number;

    /// Numbers of the patterns.
    final int[] patterns;

    /// Places in the list of distinct header tests, without those of the protocol.
    final int[] headers;

    /// Whether somebody is told the bytes that matched.
    final boolean tellsBytes;

    final List<Requirement> requires = new ArrayList<>();
    final List<Rule> dependents = new ArrayList<>();

    private Rule(Signature signature, int number, int[] patterns, int[] headers) {
      this.signature = signature;
      this.number = number;
      this.patterns = patterns;
      this.headers = headers;
      this.tellsBytes =
          signature.actions.stream().anyMatch(Action.Raise.class::isInstance)
              || signature.conditions.stream().anyMatch(Condition.Eval.class::isInstance);
    }

    boolean isPure() {
      return patterns.length == 0;
    }
  }

  /// A signature that another one needs.
  record Requirement(Rule rule, boolean reverse, boolean negated) {}

  /// The signatures that a packet of one protocol may fit.
  final class ForProtocol {
    /// Pure ones first tested last, as they were added.
    final List<Rule> pure = new ArrayList<>();

    final List<Rule> all = new ArrayList<>();

    /// Those that look at headers, other than at the protocol.
    final List<Rule> withHeaders = new ArrayList<>();

    /// The numbers of the others; never changed.
    final BitSet headerless = new BitSet();

    private final Map<PatternType, RegexSet> sets = new EnumMap<>(PatternType.class);
    private final Map<PatternType, Boolean> known = new EnumMap<>(PatternType.class);
    private @Nullable Boolean quiet;

    private ForProtocol(int protocol) {
      for (Rule rule : rules) {
        if (rule.signature.active && rule.signature.fits(protocol)) {
          all.add(rule);
          if (rule.headers.length > 0) {
            withHeaders.add(rule);
          } else {
            headerless.set(rule.number);
          }
          if (rule.isPure()) {
            pure.addFirst(rule);
          }
        }
      }
    }

    /// Whether nothing matches a side that sends nothing, if no signature's headers fit.
    boolean isQuiet() {
      Boolean known = quiet;
      if (known == null) {
        known = findsNothingInNothing();
        quiet = known;
      }
      return known;
    }

    private boolean findsNothingInNothing() {
      for (Rule rule : pure) {
        if (rule.headers.length == 0) {
          return false;
        }
      }
      RegexSet set = patterns(PatternType.PAYLOAD);
      if (set == null) {
        return true;
      }
      RegexSet.Matcher matcher = set.matcher();
      return !matcher.feed(MemorySegment.NULL, 0, 0, false, false)
          && !matcher.feed(MemorySegment.NULL, 0, 0, true, false)
          && !matcher.feed(MemorySegment.NULL, 0, 0, false, true);
    }

    /// The expressions of a type, null if there are none.
    @Nullable RegexSet patterns(PatternType type) {
      if (known.put(type, true) == null) {
        RegexSet made = compile(type, all);
        if (made != null) {
          sets.put(type, made);
        }
      }
      return sets.get(type);
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private final List<HeaderTest> headers = new ArrayList<>();
  private final List<Rule> ruleOfPattern = new ArrayList<>();
  private final List<Signature.Pattern> patterns = new ArrayList<>();
  private final @Nullable ForProtocol[] byProtocol = new ForProtocol[PROTOCOLS];
  private final Set<PatternType> types = EnumSet.noneOf(PatternType.class);
  private final boolean beyondFiles;
  private final SignatureErrors errors;

  /// Numbers signatures and ties those together that need each other.
  SignatureSet(List<Signature> signatures, SignatureErrors errors) {
    this.errors = errors;
    Map<String, Rule> byId = new HashMap<>();
    Map<HeaderTest, Integer> tests = new HashMap<>();
    boolean others = false;
    for (Signature signature : signatures) {
      if (byId.containsKey(signature.id())) {
        errors.in(signature.file(), signature.line(), "rule defined twice");
        continue;
      }
      Rule rule = number(signature, tests);
      byId.put(signature.id(), rule);
      rules.add(rule);
      others |= signature.active && !signature.isOnlyFileMagic();
    }
    beyondFiles = others;
    for (Rule rule : rules) {
      tie(rule, byId, errors);
    }
  }

  private Rule number(Signature signature, Map<HeaderTest, Integer> tests) {
    int[] numbers = new int[signature.patterns.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = patterns.size();
      patterns.add(signature.patterns.get(i));
      types.add(signature.patterns.get(i).type());
    }
    int[] places =
        signature.headers.stream()
            // The set for each protocol has those already that fit it.
            .filter(test -> !(test instanceof HeaderTest.Protocol))
            .mapToInt(test -> tests.computeIfAbsent(test, this::added))
            .toArray();
    Rule rule = new Rule(signature, rules.size(), numbers, places);
    for (int i = 0; i < numbers.length; i++) {
      ruleOfPattern.add(rule);
    }
    return rule;
  }

  private int added(HeaderTest test) {
    headers.add(test);
    return headers.size() - 1;
  }

  private static void tie(Rule rule, Map<String, Rule> byId, SignatureErrors errors) {
    if (!rule.signature.active) {
      return;
    }
    for (Condition.Requires need : rule.signature.requires) {
      Rule needed = byId.get(need.signature());
      if (needed == null) {
        errors.in(rule.signature, "unknown rule referenced");
        return;
      }
      rule.requires.add(new Requirement(needed, need.reverse(), need.negated()));
      needed.dependents.add(rule);
    }
  }

  /// Tries every expression, so that errors are told at the start.
  void check() {
    for (Signature.Pattern pattern : patterns) {
      try {
        RegexSet.forSignatures().add(pattern.expression(), 0);
      } catch (RegexSyntaxException e) {
        String text =
            new String(pattern.expression(), java.nio.charset.StandardCharsets.ISO_8859_1);
        errors.error("error compiling pattern /" + text + "/");
      }
    }
  }

  /// Whether there are expressions of a type.
  boolean has(PatternType type) {
    return types.contains(type);
  }

  /// Whether there are signatures of more than files.
  boolean isBeyondFiles() {
    return beyondFiles;
  }

  int size() {
    return rules.size();
  }

  List<HeaderTest> headers() {
    return headers;
  }

  Rule ruleOfPattern(int number) {
    return ruleOfPattern.get(number);
  }

  long depth(int pattern) {
    return patterns.get(pattern).depth();
  }

  private static final int[] USUAL_PROTOCOLS = {1, 6, 17};

  /// What the automata hold: those of ICMP, TCP and UDP, and those that were needed otherwise.
  List<AutomatonStats> stats() {
    for (int protocol : USUAL_PROTOCOLS) {
      forProtocol(protocol).patterns(PatternType.PAYLOAD);
    }
    List<AutomatonStats> all = new ArrayList<>();
    for (ForProtocol one : byProtocol) {
      if (one != null) {
        one.sets.values().forEach(set -> all.add(set.stats()));
      }
    }
    return all;
  }

  ForProtocol forProtocol(int protocol) {
    int index = protocol & (PROTOCOLS - 1);
    ForProtocol made = byProtocol[index];
    if (made == null) {
      made = new ForProtocol(index);
      byProtocol[index] = made;
    }
    return made;
  }

  /// The expressions of signatures for files, null if there are none.
  @Nullable RegexSet fileMagic() {
    List<Rule> plain = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.signature.active && rule.signature.headers.isEmpty()) {
        plain.add(rule);
      }
    }
    return compile(PatternType.FILE_MAGIC, plain);
  }

  private @Nullable RegexSet compile(PatternType type, List<Rule> from) {
    RegexSet.Builder builder = RegexSet.forSignatures();
    boolean any = false;
    try {
      for (Rule rule : from) {
        for (int pattern : rule.patterns) {
          if (patterns.get(pattern).type() == type) {
            builder.add(patterns.get(pattern).expression(), pattern);
            any = true;
          }
        }
      }
      return any ? builder.build() : null;
    } catch (RegexSyntaxException e) {
      errors.error("signatures are too large together: " + e.getMessage());
      return null;
    }
  }
}
