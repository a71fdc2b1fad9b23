package io.meseta.bench.allocation;

import io.meseta.bench.report.Sample;
import io.meseta.bench.report.Table;
import io.meseta.core.allocator.AllocatorSettings.Order;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What {@link AllocatorGrid} leaves out, as one table: cycles with quota, shares of many users of
 * many agents, many reservations on one agent. Single shots in one JVM that is warm, each on a
 * cluster of its own.
 */
public final class AllocatorCases {

  private static final int WARM_UP = 15;
  private static final int SHOTS = 15;

  private final Table table = Table.of("what", "of", "median", "mean", "best", "allocated");

  private AllocatorCases() {}

  /** Measures and returns the table. */
  public static Table measure() {
    AllocatorCases cases = new AllocatorCases();
    for (String roles : new String[] {"25x5x1", "250x50x1", "2500x500x1"}) {
      cases.quota(roles, Order.DRF);
    }
    cases.quota("2500x500x1", Order.RANDOM);
    for (int roles : new int[] {10, 100, 1000}) {
      cases.withAndWithout(roles);
    }
    for (String size : new String[] {"1000x1000", "10000x1000", "50000x100", "50000x1000"}) {
      cases.shares(size);
    }
    cases.reservations(200);
    cases.reservations(1600);
    return cases.table;
  }

  private void quota(String roles, Order order) {
    QuotaCycle bench = new QuotaCycle();
    String of = roles.replace("x", " × ") + ", " + order;
    row(
        "quota: first cycle",
        of,
        () -> quota(new QuotaCycle.Free(), roles, order),
        state -> bench.firstCycle(state));
    row(
        "quota: one offer comes back",
        of,
        () -> quota(new QuotaCycle.Offered(), roles, order),
        state -> bench.oneOfferComesBack(state));
    row(
        "quota: nothing to do",
        of,
        () -> quota(new QuotaCycle.Offered(), roles, order),
        state -> bench.nothingToDo(state));
    row(
        "quota: frameworks, agents and quotas join",
        of,
        QuotaCycle.Free::new,
        state -> quota(state, roles, order));
  }

  private static <T extends QuotaCycle.LargeAndSmall> T quota(T state, String roles, Order order) {
    state.roles = roles;
    state.order = order;
    state.prepare();
    return state;
  }

  private void withAndWithout(int roles) {
    QuotaCycle bench = new QuotaCycle();
    for (boolean quota : new boolean[] {true, false}) {
      row(
          quota ? "every role has a quota" : "no role has a quota",
          "%,d × 2 × 2".formatted(roles),
          () -> {
            QuotaCycle.WithAndWithout state = new QuotaCycle.WithAndWithout();
            state.roles = roles;
            state.quota = quota;
            state.prepare();
            return state;
          },
          state -> bench.quotaOrNot(state));
    }
  }

  private void shares(String size) {
    SharesAndReservations bench = new SharesAndReservations();
    String of = size.replace("x", " × ");
    row(
        "use something on each agent",
        of,
        () -> users(new SharesAndReservations.Idle(), size),
        state -> bench.useOnEachAgent(state));
    row(
        "give it back",
        of,
        () -> users(new SharesAndReservations.Busy(), size),
        state -> bench.releaseOnEachAgent(state));
    row(
        "the cluster grows: sort anew",
        of,
        () -> users(new SharesAndReservations.Busy(), size),
        state -> bench.sortAnew(state));
  }

  private static <T extends SharesAndReservations.Users> T users(T state, String size) {
    state.size = size;
    state.prepare();
    return state;
  }

  private void reservations(int frameworks) {
    SharesAndReservations bench = new SharesAndReservations();
    row(
        "20 times unreserve and reserve",
        "%,d reservations".formatted(4 * frameworks),
        () -> {
          SharesAndReservations.ReservedAgent state = new SharesAndReservations.ReservedAgent();
          state.frameworks = frameworks;
          state.prepare();
          return state;
        },
        state -> bench.reserveAndUnreserve(state));
  }

  private <T> void row(String what, String of, Supplier<T> prepare, Consumer<T> shot) {
    Shots.of(WARM_UP, prepare, shot);
    Shots shots = Shots.of(SHOTS, prepare, shot);
    table.row(
        what,
        of,
        shots.nanos().percentile(50),
        Sample.text(shots.nanos().meanNanos()),
        shots.nanos().percentile(1),
        Sample.number(shots.bytesEach() / 1000.0) + " kB");
  }
}
