package io.meseta.master.api.scheduler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates how large a regular expression is once its counted repetitions are written out, without
 * doing so: ten characters can stand for a billion. It must not judge whether the expression is
 * valid; what it does not understand counts as one.
 */
final class ExpandedSize {

  private static final Pattern COUNTS = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final String regex;
  private final Matcher counts;

  /** Sizes of the groups that are open, the innermost first, and before them that of the whole. */
  private final Deque<Double> open = new ArrayDeque<>();

  /** The size of what a repetition would repeat. */
  private double last;

  private ExpandedSize(String regex) {
    this.regex = regex;
    this.counts = COUNTS.matcher(regex);
    open.push(0.0);
  }

  /** The size, in characters or classes of characters. */
  static double of(String regex) {
    return new ExpandedSize(regex).measure();
  }

  private double measure() {
    int position = 0;
    while (position < regex.length()) {
      position = step(position);
    }
    return open.stream().mapToDouble(Double::doubleValue).sum();
  }

  private int step(int position) {
    switch (regex.charAt(position)) {
      case '(' -> {
        open.push(0.0);
        return position + 1;
      }
      case ')' -> {
        add(open.size() > 1 ? open.pop() + 1 : 1);
        return position + 1;
      }
      case '[' -> {
        add(1);
        return afterClass(position);
      }
      case '\\' -> {
        add(1);
        return position + 2;
      }
      case '{' -> {
        return repeat(position);
      }
      default -> {
        add(1);
        return position + 1;
      }
    }
  }

  private void add(double size) {
    last = size;
    open.push(open.pop() + size);
  }

  private int repeat(int position) {
    if (!counts.region(position, regex.length()).lookingAt()) {
      add(1);
      return position + 1;
    }
    String most =
        counts.group(2) == null || counts.group(2).isEmpty() ? counts.group(1) : counts.group(2);
    double more = last * (Double.parseDouble(most) - 1);
    open.push(open.pop() + Math.max(0, more));
    last += Math.max(0, more);
    return counts.end();
  }

  /** Behind the bracket that ends a class of characters, or at the end. */
  private int afterClass(int position) {
    int at = position + 1;
    boolean first = true;
    while (at < regex.length() && (first || regex.charAt(at) != ']')) {
      first = first && regex.charAt(at) == '^';
      at += regex.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
