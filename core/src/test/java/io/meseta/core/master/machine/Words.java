package io.meseta.core.master.machine;

import java.util.ArrayList;
import java.util.List;

/** The words of a line, one after the other. */
final class Words {

  private final String line;
  private final String[] words;
  private int next;

  Words(String line) {
    this.line = line;
    this.words = line.strip().split("\\s+");
  }

  boolean hasNext() {
    return next < words.length;
  }

  String next() {
    if (!hasNext()) {
      throw new IllegalArgumentException("a word is missing at the end of: " + line);
    }
    return words[next++];
  }

  String peek() {
    return words[next];
  }

  void expect(String word) {
    if (!next().equals(word)) {
      throw new IllegalArgumentException("expected '" + word + "' in: " + line);
    }
  }

  /** Takes the word if it is the next one. */
  boolean skip(String word) {
    boolean there = hasNext() && words[next].equals(word);
    next += there ? 1 : 0;
    return there;
  }

  List<String> rest() {
    List<String> rest = new ArrayList<>();
    while (hasNext()) {
      rest.add(next());
    }
    return rest;
  }

  @Override
  public String toString() {
    return line;
  }
}
