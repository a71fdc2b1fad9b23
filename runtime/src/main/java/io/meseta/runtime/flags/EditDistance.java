package io.meseta.runtime.flags;

/**
 * How many slips lie between two words: a letter changed, added, dropped, or two neighbours swapped
 * (Levenshtein, with Damerau's swaps).
 */
final class EditDistance {

  private EditDistance() {}

  static int between(String from, String to) {
    int[][] distance = new int[from.length() + 1][to.length() + 1];
    for (int row = 0; row <= from.length(); row++) {
      for (int column = 0; column <= to.length(); column++) {
        distance[row][column] =
            row == 0 || column == 0 ? row + column : step(from, to, distance, row, column);
      }
    }
    return distance[from.length()][to.length()];
  }

  private static int step(String from, String to, int[][] distance, int row, int column) {
    int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
    int least =
        Math.min(
            distance[row - 1][column - 1] + change,
            Math.min(distance[row - 1][column], distance[row][column - 1]) + 1);
    boolean swapped =
        row > 1
            && column > 1
            && from.charAt(row - 1) == to.charAt(column - 2)
            && from.charAt(row - 2) == to.charAt(column - 1);
    return swapped ? Math.min(least, distance[row - 2][column - 2] + 1) : least;
  }
}
