package io.meseta.master.flags;

import static io.meseta.runtime.flags.Flag.Tier.B;
import static io.meseta.runtime.flags.Flag.Tier.C;
import static io.meseta.runtime.flags.FlagType.BOOLEAN;
import static io.meseta.runtime.flags.FlagType.DURATION;
import static io.meseta.runtime.flags.FlagType.FILE;
import static io.meseta.runtime.flags.FlagType.NUMBER;
import static io.meseta.runtime.flags.FlagType.TEXT;

import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.AllocatorSettings.Order;
import io.meseta.core.allocator.traits.Traits;
import io.meseta.core.master.MasterConfig;
import io.meseta.core.resource.Thousandths;
import io.meseta.runtime.flags.Flag;
import io.meseta.runtime.flags.FlagType;
import io.meseta.runtime.flags.FlagValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The flags of the master that say who is offered what (Mesos reference §9, §14.1).
 *
 * @param values all flags
 */
public record AllocationFlags(FlagValues values) {

  private static final FlagType<String> SORTER = FlagType.oneOf("drf", "random");

  private static final Flag<Duration> INTERVAL =
      Flag.of(
              B,
              "allocation_interval",
              DURATION,
              "The shortest time for which a declined offer is not made again. Freed resources are"
                  + " offered at once, they do not wait for this.")
          .orElse("1secs");
  private static final Flag<Duration> OFFER_TIMEOUT =
      Flag.of(B, "offer_timeout", DURATION, "After how long an unanswered offer is rescinded.");
  private static final Flag<Boolean> FILTER_GPU_RESOURCES =
      Flag.of(
              B,
              "filter_gpu_resources",
              BOOLEAN,
              "Whether agents with gpus are offered only to frameworks that know gpus.")
          .orElse("true");
  private static final Flag<String> ROLE_SORTER =
      Flag.of(B, "role_sorter", SORTER, "How roles share the cluster: drf (fairly) or random.")
          .orElse("drf")
          .alias("user_sorter");
  private static final Flag<String> FRAMEWORK_SORTER =
      Flag.of(
              B,
              "framework_sorter",
              SORTER,
              "How the frameworks of a role share what it gets: drf (fairly) or random.")
          .orElse("drf");
  private static final Flag<String> WEIGHTS =
      Flag.of(
          B,
          "weights",
          checked(AllocationFlags::parseWeights),
          "Weights of roles, as role=weight,role=weight; 1 for all others. The registry's win.");
  private static final Flag<Path> WHITELIST =
      Flag.of(
          B,
          "whitelist",
          FILE,
          "File with the names of the only hosts whose resources are offered, one a line; read"
              + " again every five seconds.");
  private static final Flag<Double> RECOVERY_FACTOR =
      Flag.of(
              C,
              "allocator_agent_recovery_factor",
              NUMBER,
              "Part of the known agents that must be back after an election before anything is"
                  + " offered, if any role has a quota.")
          .orElse("0.8");
  private static final Flag<Duration> RECOVERY_TIMEOUT =
      Flag.of(C, "allocator_recovery_timeout", DURATION, "How long to await them at most.")
          .orElse("10mins");
  private static final Flag<String> FAIR_SHARING_EXCLUDED =
      Flag.of(
          C,
          "fair_sharing_excluded_resource_names",
          TEXT,
          "Resources that do not count for fair shares, with commas between.");
  private static final Flag<String> MIN_ALLOCATABLE =
      Flag.of(
              C,
              "min_allocatable_resources",
              checked(AllocationFlags::parseMinimum),
              "The least that is offered: any of several sets, as cpus:0.01|mem:32.")
          .orElse("cpus:0.01|mem:32");

  /** All of them. */
  static final List<Flag<?>> ALL =
      List.of(
          INTERVAL,
          OFFER_TIMEOUT,
          FILTER_GPU_RESOURCES,
          ROLE_SORTER,
          FRAMEWORK_SORTER,
          WEIGHTS,
          WHITELIST,
          RECOVERY_FACTOR,
          RECOVERY_TIMEOUT,
          FAIR_SHARING_EXCLUDED,
          MIN_ALLOCATABLE);

  /** {@code --allocation_interval}. */
  public Duration interval() {
    return values.of(INTERVAL);
  }

  /** {@code --offer_timeout}, or empty for never. */
  public Optional<Duration> offerTimeout() {
    return values.find(OFFER_TIMEOUT);
  }

  /** {@code --whitelist}: the file. */
  public Optional<Path> whitelist() {
    return values.find(WHITELIST);
  }

  /** {@code --allocator_agent_recovery_factor} and {@code --allocator_recovery_timeout}. */
  public MasterConfig.AgentRecovery recovery() {
    return new MasterConfig.AgentRecovery(values.of(RECOVERY_FACTOR), values.of(RECOVERY_TIMEOUT));
  }

  /** What the others mean to the allocator, with the seed 0. */
  public AllocatorSettings allocator() {
    return AllocatorSettings.DEFAULT
        .withOrder(order(ROLE_SORTER), order(FRAMEWORK_SORTER))
        .withFilterGpuResources(values.of(FILTER_GPU_RESOURCES))
        .withWeights(parseWeights(values.find(WEIGHTS).orElse("")))
        .withMinimum(parseMinimum(values.of(MIN_ALLOCATABLE)))
        .withFairSharingExcluded(excluded());
  }

  private Order order(Flag<String> sorter) {
    return values.of(sorter).equals("random") ? Order.RANDOM : Order.DRF;
  }

  private Set<String> excluded() {
    return parts(values.find(FAIR_SHARING_EXCLUDED).orElse(""), ",").collect(Collectors.toSet());
  }

  /** Text that must be readable; it is shown as it was given. */
  private static FlagType<String> checked(Function<String, ?> parser) {
    return new FlagType<>(
        text -> {
          var _ = parser.apply(text);
          return text;
        },
        text -> text,
        FlagType.FileValue.READ);
  }

  private static Stream<String> parts(String text, String separator) {
    return Arrays.stream(text.split(separator)).map(String::strip).filter(part -> !part.isEmpty());
  }

  private static Map<String, Double> parseWeights(String text) {
    Map<String, Double> weights = new LinkedHashMap<>();
    parts(text, ",")
        .forEach(part -> {
          String[] pair = part.split("=", -1);
          double weight = pair.length == 2 ? number(pair[1]) : 0;
          if (weight <= 0) {
            throw new IllegalArgumentException(
                "'" + part + "' is not role=weight with a weight greater than zero");
          }
          weights.put(pair[0].strip(), weight);
        });
    return weights;
  }

  private static List<Traits.Minimum> parseMinimum(String text) {
    return parts(text, "\\|").map(AllocationFlags::parseSet).toList();
  }

  private static Traits.Minimum parseSet(String text) {
    Map<String, Long> amounts = new HashMap<>();
    parts(text, ";")
        .forEach(part -> {
          String[] pair = part.split(":", -1);
          double amount = pair.length == 2 ? number(pair[1]) : -1;
          if (amount < 0) {
            throw new IllegalArgumentException(
                "'" + part + "' is not resource:amount with an amount of at least zero");
          }
          amounts.put(pair[0].strip(), Thousandths.of(amount));
        });
    return new Traits.Minimum(amounts);
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text.strip());
      return Double.isFinite(number) ? number : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
