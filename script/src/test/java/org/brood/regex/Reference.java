package org.brood.regex;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Random expressions over the alphabet `a`, `b`, newline, and a matcher for them that tries
/// everything. It shares nothing with the automata that it judges.
sealed interface Reference {
  /// The expression as text.
  String text();

  /// All positions at which a match that begins at `at` may end. Position -1 is before the start
  /// mark, 0 before the first byte, length + 1 behind the end mark.
  Set<Integer> ends(String input, int at);

  record Letter(char c) implements Reference {
    @Override
    public String text() {
      return String.valueOf(c);
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      return at >= 0 && at < input.length() && input.charAt(at) == c
          ? one(at + 1)
          : new TreeSet<>();
    }
  }

  record NotA() implements Reference {
    @Override
    public String text() {
      return "[^a]";
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      return at >= 0 && at < input.length() && input.charAt(at) != 'a'
          ? one(at + 1)
          : new TreeSet<>();
    }
  }

  record Dot() implements Reference {
    @Override
    public String text() {
      return ".";
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      return at >= 0 && at < input.length() && input.charAt(at) != '\n'
          ? one(at + 1)
          : new TreeSet<>();
    }
  }

  record Start() implements Reference {
    @Override
    public String text() {
      return "^";
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      return at == -1 ? one(0) : new TreeSet<>();
    }
  }

  record End() implements Reference {
    @Override
    public String text() {
      return "$";
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      return at == input.length() ? one(at + 1) : new TreeSet<>();
    }
  }

  record Both(Reference left, Reference right) implements Reference {
    @Override
    public String text() {
      return left.text() + right.text();
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      var all = new TreeSet<Integer>();
      for (int middle : left.ends(input, at)) {
        all.addAll(right.ends(input, middle));
      }
      return all;
    }
  }

  record Either(Reference left, Reference right) implements Reference {
    @Override
    public String text() {
      return "(" + left.text() + "|" + right.text() + ")";
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      var all = left.ends(input, at);
      all.addAll(right.ends(input, at));
      return all;
    }
  }

  record Times(Reference body, int min, int max, String sign) implements Reference {
    @Override
    public String text() {
      return "(" + body.text() + ")" + sign;
    }

    @Override
    public Set<Integer> ends(String input, int at) {
      var all = new TreeSet<Integer>();
      var here = one(at);
      // More rounds than there are positions find nothing new.
      for (int round = 0; round <= Math.min(max, input.length() + 4 + min); round++) {
        if (round >= min) {
          all.addAll(here);
        }
        Set<Integer> next = new TreeSet<>();
        for (int position : here) {
          next.addAll(body.ends(input, position));
        }
        here = next;
      }
      return all;
    }
  }

  static Set<Integer> one(int position) {
    return new TreeSet<>(List.of(position));
  }

  static Reference random(Random random, int depth) {
    int kind = random.nextInt(depth > 0 ? 12 : 6);
    return switch (kind) {
      case 0, 1 -> new Letter('a');
      case 2 -> new Letter('b');
      case 3 -> new Dot();
      case 4 -> new NotA();
      case 5 ->
          random.nextInt(4) == 0
              ? (random.nextBoolean() ? new Start() : new End())
              : new Letter('b');
      case 6, 7, 8 -> new Both(random(random, depth - 1), random(random, depth - 1));
      case 9 -> new Either(random(random, depth - 1), random(random, depth - 1));
      default -> repeated(random, random(random, depth - 1));
    };
  }

  private static Reference repeated(Random random, Reference body) {
    int many = Integer.MAX_VALUE;
    int n = random.nextInt(3);
    int m = n + random.nextInt(3);
    return switch (random.nextInt(6)) {
      case 0 -> new Times(body, 0, many, "*");
      case 1 -> new Times(body, 1, many, "+");
      case 2 -> new Times(body, 0, 1, "?");
      case 3 -> new Times(body, n, n, "{" + n + "}");
      case 4 -> new Times(body, n, m, "{" + n + "," + m + "}");
      default -> new Times(body, n, many, "{" + n + ",}");
    };
  }

  /// What `==` must say.
  static boolean matchesExactly(Reference pattern, String input) {
    for (int start = -1; start <= 0; start++) {
      var ends = pattern.ends(input, start);
      if (ends.contains(input.length()) || ends.contains(input.length() + 1)) {
        return true;
      }
    }
    return false;
  }

  /// What `in` must say.
  static boolean containedIn(Reference pattern, String input) {
    for (int start = -1; start <= input.length(); start++) {
      for (int end : pattern.ends(input, start)) {
        boolean readsSomething = end > 0;
        if (readsSomething) {
          return true;
        }
      }
    }
    return false;
  }

  /// What finding the longest prefix must say, at the start and up to the end of the text.
  static int longestPrefix(Reference pattern, String input) {
    int longest = -1;
    for (int start = -1; start <= 0; start++) {
      for (int end : pattern.ends(input, start)) {
        longest = Math.max(longest, Math.min(end, input.length()));
      }
    }
    return longest;
  }
}
