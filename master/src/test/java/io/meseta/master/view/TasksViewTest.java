package io.meseta.master.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.master.snapshot.MasterSnapshot;
import io.meseta.master.ui.SeededCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksViewTest {

  private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]*)\"");

  private final MasterSnapshot master = new SeededCluster().withTasks(150).snapshot();

  @Test
  void showsAHundredTasksUnlessAskedForMore() {
    assertThat(ids(Map.of())).hasSize(100);
    assertThat(ids(Map.of("limit", "120"))).hasSize(120);
  }

  @Test
  void pagesWithoutGapsAndRepetitions() {
    List<String> paged = new ArrayList<>();
    for (int offset = 0; offset < 120; offset += 40) {
      paged.addAll(ids(Map.of("limit", "40", "offset", String.valueOf(offset))));
    }

    assertThat(paged).isEqualTo(ids(Map.of("limit", "120"))).doesNotHaveDuplicates();
  }

  @Test
  void findsOneTask() {
    String id = ids(Map.of()).getFirst();

    assertThat(ids(Map.of("task_id", id))).containsOnly(id);
    assertThat(ids(Map.of("task_id", id, "framework_id", "another"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"limit,abc", "offset,abc", "order,zzz"})
  void ignoresWhatMakesNoSense(String parameter, String value) {
    assertThat(ids(Map.of(parameter, value))).isEqualTo(ids(Map.of()));
  }

  @Test
  void takesANegativeLimitForAllTasks() {
    assertThat(ids(Map.of("limit", "-1"))).hasSizeGreaterThanOrEqualTo(150);
  }

  private List<String> ids(Map<String, String> query) {
    String json = new String(new TasksView(master, query).toBytes(), UTF_8);
    return ID.matcher(json).results().map(found -> found.group(1)).toList();
  }
}
