package org.apache.mesos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.mesos.Protos.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every method that changes a driver's status, in every status: what it answers and what the status
 * is afterwards (Mesos reference §7.6). Any other method tells the status, and changes nothing.
 */
class DriverTransitionsTest extends SchedulerDriverFixture {
  private static final Map<String, Function<SchedulerDriver, Status>> METHODS =
      Map.of(
          "start", SchedulerDriver::start,
          "stop", SchedulerDriver::stop,
          "stop(true)", driver -> driver.stop(true),
          "abort", SchedulerDriver::abort,
          "join", SchedulerDriver::join,
          "run", SchedulerDriver::run,
          "reviveOffers", SchedulerDriver::reviveOffers);

  private static final String[] TABLE = {
    // status     | method       | answer      | status afterwards
    "NOT_STARTED  | start        | RUNNING     | RUNNING",
    "NOT_STARTED  | stop         | NOT_STARTED | NOT_STARTED",
    "NOT_STARTED  | stop(true)   | NOT_STARTED | NOT_STARTED",
    "NOT_STARTED  | abort        | NOT_STARTED | NOT_STARTED",
    "NOT_STARTED  | join         | NOT_STARTED | NOT_STARTED",
    "NOT_STARTED  | reviveOffers | NOT_STARTED | NOT_STARTED",
    "RUNNING      | start        | RUNNING     | RUNNING",
    "RUNNING      | stop         | STOPPED     | STOPPED",
    "RUNNING      | stop(true)   | STOPPED     | STOPPED",
    "RUNNING      | abort        | ABORTED     | ABORTED",
    "RUNNING      | reviveOffers | RUNNING     | RUNNING",
    "ABORTED      | start        | ABORTED     | ABORTED",
    "ABORTED      | stop         | ABORTED     | STOPPED",
    "ABORTED      | stop(true)   | ABORTED     | STOPPED",
    "ABORTED      | abort        | ABORTED     | ABORTED",
    "ABORTED      | join         | ABORTED     | ABORTED",
    "ABORTED      | run          | ABORTED     | ABORTED",
    "ABORTED      | reviveOffers | ABORTED     | ABORTED",
    "STOPPED      | start        | STOPPED     | STOPPED",
    "STOPPED      | stop         | STOPPED     | STOPPED",
    "STOPPED      | stop(true)   | STOPPED     | STOPPED",
    "STOPPED      | abort        | STOPPED     | STOPPED",
    "STOPPED      | join         | STOPPED     | STOPPED",
    "STOPPED      | run          | STOPPED     | STOPPED",
    "STOPPED      | reviveOffers | STOPPED     | STOPPED",
  };

  /** These wait for the end of a running driver; other tests have them. */
  private static final Set<String> WAITING =
      Set.of("NOT_STARTED run", "RUNNING join", "RUNNING run");

  private void bring(String status) throws Exception {
    if (!status.equals("NOT_STARTED")) {
      registered(driver);
    }
    if (status.equals("ABORTED")) {
      driver.abort();
    } else if (status.equals("STOPPED")) {
      driver.stop(true);
    }
  }

  private static Stream<String[]> rows() {
    return Arrays.stream(TABLE).map(row -> row.split(" *\\| *"));
  }

  private static Stream<Arguments> cases() {
    return rows().map(Arguments::of);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("cases")
  void everyMethodInEveryStatus(String before, String method, String answer, String after)
      throws Exception {
    bring(before);
    assertThat(METHODS.get(method).apply(driver)).hasToString("DRIVER_" + answer);
    // A method that needs a running driver tells the status and changes nothing.
    assertThat(driver.declineOffer(offer("none"))).hasToString("DRIVER_" + after);
  }

  @Test
  void theTableIsComplete() {
    Set<String> visited = rows().map(row -> row[0] + " " + row[1]).collect(Collectors.toSet());
    Set<String> all = new TreeSet<>();
    for (String status : new String[] {"NOT_STARTED", "RUNNING", "ABORTED", "STOPPED"}) {
      METHODS.keySet().forEach(method -> all.add(status + " " + method));
    }
    all.removeAll(visited);
    assertThat(all).isEqualTo(new TreeSet<>(WAITING));
  }

  /** What each event of a lost and found master means (§5.5), in the order in which they come. */
  @ParameterizedTest
  @CsvSource({
    "false, master-1, reregistered at master.example",
    "false, master-2, registered framework-1 at master.example",
    "true,  master-1, registered framework-1 at master.example"
  })
  void registeredOrReregistered(boolean newProcess, String leader, String callback)
      throws Exception {
    FakePeer.Stream stream = registered(driver);
    MesosSchedulerDriver later = driver;
    if (newProcess) {
      driver.stop(true);
      Protos.FrameworkID id = Protos.FrameworkID.newBuilder().setValue("framework-1").build();
      later = driver(options(HELLO.toBuilder().setId(id).build(), master.address()));
      later.start();
    } else {
      stream.cut();
      assertThat(scheduler.await()).isEqualTo("disconnected");
    }
    master.register(leader);
    assertThat(scheduler.await()).isEqualTo(callback);
  }
}
