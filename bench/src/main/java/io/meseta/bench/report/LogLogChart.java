package io.meseta.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines on paper where each decade is as long as any other, as SVG: what grows in proportion is a
 * line with slope one. Must not scale, smooth or leave out anything.
 */
public final class LogLogChart {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 560;
  private static final int LEFT = 80;
  private static final int RIGHT = 260;
  private static final int TOP = 50;
  private static final int BOTTOM = 60;
  private static final String[] COLOURS = {
    "#1b6ca8", "#d1495b", "#2e8540", "#8e5aa8", "#c77700", "#00798c", "#5f6b73"
  };

  /** A point; both numbers are above 0. */
  public record Point(double x, double y) {}

  /**
   * A line through points.
   *
   * @param foreign whether it was measured elsewhere; such a line is dashed and grey
   */
  public record Line(String name, List<Point> points, boolean foreign) {

    public Line {
      points = List.copyOf(points);
    }
  }

  private final String title;
  private final String xName;
  private final String yName;
  private final List<Line> lines = new ArrayList<>();

  /** A chart without lines. */
  public LogLogChart(String title, String xName, String yName) {
    this.title = title;
    this.xName = xName;
    this.yName = yName;
  }

  /** Adds a line; all its numbers must be above 0. */
  public LogLogChart line(Line line) {
    if (line.points().isEmpty() || line.points().stream().anyMatch(p -> p.x <= 0 || p.y <= 0)) {
      throw new IllegalArgumentException("a line needs points, all above 0: " + line);
    }
    lines.add(line);
    return this;
  }

  /** The whole picture. */
  public String toSvg() {
    Axis x = axis(LEFT, WIDTH - RIGHT, allX());
    Axis y = axis(HEIGHT - BOTTOM, TOP, allY());
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                .formatted(WIDTH, HEIGHT)
            + " font-size=\"13\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(svg, WIDTH / 2.0, 24, "middle", title);
    text(svg, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, "middle", xName);
    svg.append("<g transform=\"rotate(-90 18 %d)\">".formatted(HEIGHT / 2));
    text(svg, 18, HEIGHT / 2.0, "middle", yName);
    svg.append("</g>\n");
    grid(svg, x, y);
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, lines.get(i), i, x, y);
    }
    return svg.append("</svg>\n").toString();
  }

  private double[] allX() {
    return lines.stream().flatMap(l -> l.points().stream()).mapToDouble(Point::x).toArray();
  }

  private double[] allY() {
    return lines.stream().flatMap(l -> l.points().stream()).mapToDouble(Point::y).toArray();
  }

  /** From whole decade to whole decade. */
  private record Axis(double begin, double end, int lowest, int highest) {

    double at(double value) {
      return begin + (Math.log10(value) - lowest) / (highest - lowest) * (end - begin);
    }
  }

  private static Axis axis(double begin, double end, double[] values) {
    double least = Double.MAX_VALUE;
    double most = Double.MIN_VALUE;
    for (double value : values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    int lowest = (int) Math.floor(Math.log10(least) + 1e-9);
    int highest = (int) Math.ceil(Math.log10(most) - 1e-9);
    return new Axis(begin, end, lowest, Math.max(highest, lowest + 1));
  }

  private static void grid(StringBuilder svg, Axis x, Axis y) {
    for (int decade = x.lowest; decade <= x.highest; decade++) {
      double at = x.at(Math.pow(10, decade));
      rule(svg, at, y.begin, at, y.end);
      text(svg, at, y.begin + 20, "middle", number(decade));
    }
    for (int decade = y.lowest; decade <= y.highest; decade++) {
      double at = y.at(Math.pow(10, decade));
      rule(svg, x.begin, at, x.end, at);
      text(svg, x.begin - 8, at + 4, "end", number(decade));
    }
  }

  private static String number(int decade) {
    return decade < 0
        ? String.format(Locale.ROOT, "%." + -decade + "f", Math.pow(10, decade))
        : String.format(Locale.ROOT, "%,.0f", Math.pow(10, decade));
  }

  private static void draw(StringBuilder svg, Line line, int index, Axis x, Axis y) {
    String colour = line.foreign() ? "#777777" : COLOURS[index % COLOURS.length];
    StringBuilder path = new StringBuilder();
    for (Point point : line.points()) {
      path.append(format("%.1f,%.1f ", x.at(point.x), y.at(point.y)));
      svg.append(
          format(
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n",
              x.at(point.x), y.at(point.y), colour));
    }
    svg.append(
        format(
            "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
            path.toString().strip(), colour, line.foreign() ? " stroke-dasharray=\"6 4\"" : ""));
    double row = TOP + 20 + index * 24.0;
    svg.append(
        format(
            "<circle cx=\"%d\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>%n",
            WIDTH - RIGHT + 20, row - 4, colour));
    text(svg, WIDTH - RIGHT + 32, row, "start", line.name());
  }

  private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>%n",
            x1, y1, x2, y2));
  }

  private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, escaped));
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a dependency
  private static String format(String format, Object... parts) {
    return String.format(Locale.ROOT, format, parts);
  }
}
