package io.meseta.core.agent.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a line, one after the other; a text in quotation marks is one word. */
final class Words {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private final String line;
  private final List<String> words = new ArrayList<>();
  private int next;

  Words(String line) {
    this.line = line;
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
  }

  boolean hasNext() {
    return next < words.size();
  }

  String next() {
    if (!hasNext()) {
      throw new IllegalArgumentException("a word is missing at the end of: " + line);
    }
    return words.get(next++);
  }

  void expect(String word) {
    if (!next().equals(word)) {
      throw new IllegalArgumentException("expected '" + word + "' in: " + line);
    }
  }

  /** Takes the word if it is the next one. */
  boolean skip(String word) {
    boolean there = hasNext() && words.get(next).equals(word);
    next += there ? 1 : 0;
    return there;
  }

  @Override
  public String toString() {
    return line;
  }
}
