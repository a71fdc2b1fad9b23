package io.meseta.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meseta.bench.report.LogLogChart.Line;
import io.meseta.bench.report.LogLogChart.Point;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LogLogChartTest {

  private static LogLogChart chart() {
    return new LogLogChart("cycles", "agents", "ms");
  }

  @Test
  void decadesAreEquallyLong() {
    List<Point> points = List.of(new Point(1, 1), new Point(10, 10), new Point(100, 100));
    List<Double> xs = xs(chart().line(new Line("a", points, false)).toSvg());
    assertThat(xs).hasSize(3);
    assertThat(xs.get(1) - xs.get(0)).isEqualTo(xs.get(2) - xs.get(1));
  }

  private static List<Double> xs(String svg) {
    return Pattern.compile("points=\"([^\"]*)\"")
        .matcher(svg)
        .results()
        .flatMap(match -> Pattern.compile(" ").splitAsStream(match.group(1)))
        .map(point -> Double.parseDouble(point.substring(0, point.indexOf(','))))
        .toList();
  }

  @Test
  void whatWasMeasuredElsewhereIsDashed() {
    Line own = new Line("own", List.of(new Point(1, 2)), false);
    Line foreign = new Line("A & B", List.of(new Point(1, 3)), true);
    assertThat(chart().line(own).toSvg()).doesNotContain("dasharray");
    assertThat(chart().line(foreign).toSvg()).contains("dasharray").contains("A &amp; B");
  }

  @Test
  void refusesWhatHasNoLogarithm() {
    assertThatThrownBy(() -> chart().line(new Line("zero", List.of(new Point(1, 0)), false)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
