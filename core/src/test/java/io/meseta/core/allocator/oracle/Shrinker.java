package io.meseta.core.allocator.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a story that shows something shorter, as long as it still shows it. */
public final class Shrinker {

  private Shrinker() {}

  /** The story without whatever is not needed for it to fail. */
  public static Story shrink(Story story, Predicate<Story> fails) {
    Story shortest = story;
    for (int size = story.happenings().size() / 2; size > 0; size /= 2) {
      boolean shrunk = true;
      while (shrunk) {
        shrunk = false;
        for (int from = 0; from + size <= shortest.happenings().size(); from++) {
          Story candidate = without(shortest, from, size);
          if (fails.test(candidate)) {
            shortest = candidate;
            shrunk = true;
          }
        }
      }
    }
    return shortest;
  }

  private static Story without(Story story, int from, int size) {
    List<Happening> rest = new ArrayList<>(story.happenings());
    rest.subList(from, from + size).clear();
    return new Story(story.settings(), rest);
  }
}
