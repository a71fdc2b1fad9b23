package io.meseta.testing.cluster;

import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import io.meseta.core.master.MasterCommand;
import io.meseta.core.master.OperatorCommand;
import io.meseta.core.master.snapshot.FrameworkSnapshot;
import io.meseta.testing.daemon.MasterNode;
import io.meseta.testing.world.Dice;
import io.meseta.testing.world.Life;
import io.meseta.testing.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.WeightInfo;
import org.apache.mesos.v1.quota.Protos.QuotaConfig;

/**
 * Changes quotas and weights now and then, without asking whether it makes sense, and in the end
 * tears down what nobody wants any more.
 */
public final class SimulatedOperator {

  private static final List<String> TOP_LEVEL = List.of("*", "eng", "ops");
  private static final List<String> ALL = List.of("*", "eng", "eng/web", "ops");
  private static final long FIRST_REQUEST = 1L << 62;

  private final World world;
  private final MasterNode master;
  private final Dice dice;
  private final Life life = new Life();
  private long requests;

  /** Somebody who does nothing before {@link #start}. */
  public SimulatedOperator(World world, MasterNode master) {
    this.world = world;
    this.master = master;
    this.dice = world.dice().split();
  }

  /** Begins to change the rules. */
  public void start() {
    world
        .agenda()
        .in(
            dice.between(Duration.ofSeconds(1), Duration.ofSeconds(40)),
            life,
            () -> {
              master.operate(dice.happens(0.7) ? quota() : weight());
              start();
            });
  }

  /** Changes nothing any more, but takes back, until it must have been heard, what was changed. */
  public void stop() {
    life.end();
    for (int minutes = 0; minutes < 10; minutes += 3) {
      world.agenda().in(Duration.ofMinutes(minutes), new Life(), this::takeBack);
    }
  }

  /**
   * Tears down what only agents still know of. As with Mesos, a leader that hears of a framework
   * from agents waits for it for ever: if its predecessor removed it while one of its agents was
   * away, nobody but an operator can tell that it never comes.
   *
   * @param theirs whether somebody still goes by that id
   */
  public void tearDownAbandoned(Predicate<FrameworkId> theirs) {
    for (FrameworkSnapshot framework : master.snapshot().orElseThrow().frameworks()) {
      if (framework.recovered() && !theirs.test(framework.id())) {
        master.operate(new MasterCommand.TearDownFramework(request(), framework.id()));
      }
    }
  }

  private void takeBack() {
    master.operate(
        new OperatorCommand.UpdateQuota(
            request(),
            TOP_LEVEL.stream().map(role -> QuotaConfig.newBuilder().setRole(role).build()).toList(),
            true));
    master.operate(
        new OperatorCommand.UpdateWeights(
            request(), ALL.stream().map(role -> weight(role, 1)).toList()));
  }

  private RequestId request() {
    return new RequestId(FIRST_REQUEST + ++requests);
  }

  private OperatorCommand quota() {
    QuotaConfig.Builder quota = QuotaConfig.newBuilder().setRole(dice.oneOf(TOP_LEVEL));
    for (String name : List.of("cpus", "mem")) {
      int unit = name.equals("cpus") ? 1 : 512;
      int guarantee = dice.happens(0.4) ? dice.between(1, 6) * unit : 0;
      if (guarantee > 0) {
        quota.putGuarantees(name, scalar(guarantee));
      }
      if (dice.happens(0.4)) {
        quota.putLimits(name, scalar(guarantee + dice.between(0, 4) * unit));
      }
    }
    return new OperatorCommand.UpdateQuota(request(), List.of(quota.build()), dice.happens(0.7));
  }

  private static Value.Scalar scalar(double value) {
    return Value.Scalar.newBuilder().setValue(value).build();
  }

  private OperatorCommand weight() {
    List<WeightInfo> weights = new ArrayList<>();
    weights.add(weight(dice.oneOf(ALL), dice.oneOf(List.of(0.5, 2.0, 5.0))));
    return new OperatorCommand.UpdateWeights(request(), weights);
  }

  private static WeightInfo weight(String role, double weight) {
    return WeightInfo.newBuilder().setRole(role).setWeight(weight).build();
  }
}
