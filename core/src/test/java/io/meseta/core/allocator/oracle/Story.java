package io.meseta.core.allocator.oracle;

import io.meseta.core.allocator.AgentState;
import io.meseta.core.allocator.AllocatorSettings;
import io.meseta.core.allocator.ClientState;
import io.meseta.core.allocator.oracle.Happening.AgentJoins;
import io.meseta.core.allocator.oracle.Happening.AgentLeaves;
import io.meseta.core.allocator.oracle.Happening.AgentStateChanges;
import io.meseta.core.allocator.oracle.Happening.ClientJoins;
import io.meseta.core.allocator.oracle.Happening.ClientStateChanges;
import io.meseta.core.allocator.oracle.Happening.FrameworkLeaves;
import io.meseta.core.allocator.oracle.Happening.Holds;
import io.meseta.core.allocator.oracle.Happening.OfferAccepted;
import io.meseta.core.allocator.oracle.Happening.OfferDeclined;
import io.meseta.core.allocator.oracle.Happening.PlaceChanges;
import io.meseta.core.allocator.oracle.Happening.QuotaChanges;
import io.meseta.core.allocator.oracle.Happening.Reserves;
import io.meseta.core.allocator.oracle.Happening.Revives;
import io.meseta.core.allocator.oracle.Happening.Round;
import io.meseta.core.allocator.oracle.Happening.TaskEnds;
import io.meseta.core.allocator.oracle.Happening.TimePasses;
import io.meseta.core.allocator.oracle.Happening.TotalChanges;
import io.meseta.core.allocator.oracle.Happening.WeightChanges;
import io.meseta.core.allocator.oracle.Happening.WhitelistChanges;
import io.meseta.core.allocator.quota.Quota;
import io.meseta.core.allocator.traits.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;

/**
 * What happens in a small cluster where everything is scarce, made of a seed.
 *
 * @param happenings in order
 */
public record Story(AllocatorSettings settings, List<Happening> happenings) {

  public Story {
    happenings = List.copyOf(happenings);
  }

  /** The story of a seed, always the same. */
  public static Story of(long seed) {
    return new Teller(RandomGeneratorFactory.of("L64X128MixRandom").create(seed)).tell(seed);
  }

  private static final class Teller {

    private static final int LENGTH = 70;
    private static final int MANY = 1000;

    private final RandomGenerator random;
    private final Hardware hardware;
    private final List<String> roles;
    private final boolean quotas;

    Teller(RandomGenerator random) {
      this.random = random;
      this.hardware = new Hardware(random);
      this.roles =
          random.nextBoolean() ? List.of("*", "a", "d") : List.of("a", "a/b", "a/c", "a/b/x", "d");
      this.quotas = random.nextInt(3) > 0;
    }

    Story tell(long seed) {
      List<Happening> happenings = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        happenings.add(agent());
        happenings.add(client());
      }
      for (int i = 0; i < LENGTH; i++) {
        happenings.add(something());
      }
      happenings.add(new Round());
      return new Story(settings(seed), happenings);
    }

    private AllocatorSettings settings(long seed) {
      AllocatorSettings settings =
          AllocatorSettings.DEFAULT.withSeed(seed).withFilterGpuResources(random.nextInt(4) > 0);
      if (random.nextInt(3) == 0) {
        settings = settings.withFairSharingExcluded(Set.of(oneOf("cpus", "mem", "gpus")));
      }
      if (random.nextInt(3) == 0) {
        settings = settings.withMinimum(List.of());
      } else if (random.nextInt(2) == 0) {
        settings = settings.withMinimum(List.of(new Traits.Minimum(Map.of("cpus", 1000L))));
      }
      return random.nextInt(3) == 0
          ? settings.withWeights(Map.of(oneOf("a", "d", "a/b"), 2.5))
          : settings;
    }

    private Happening something() {
      return switch (random.nextInt(36)) {
        case 0, 1 -> agent();
        case 2 -> new AgentLeaves(pick());
        case 3 -> new TotalChanges(pick(), hardware.total());
        case 4 -> new PlaceChanges(pick(), hardware.place());
        case 5 -> new AgentStateChanges(pick(), oneOf(AgentState.values()));
        case 6, 7 -> new AgentStateChanges(pick(), AgentState.ACTIVE);
        case 8 -> new WhitelistChanges(whitelist());
        case 9, 10 -> client();
        case 11 -> new ClientStateChanges(pick(), oneOf(ClientState.values()));
        case 12, 13 -> new ClientStateChanges(pick(), ClientState.ACTIVE);
        case 14 -> new FrameworkLeaves(pick());
        case 15, 16, 17 -> new OfferAccepted(pick(), 1 + random.nextInt(100));
        case 18, 19, 20, 21 -> new OfferDeclined(pick(), random.nextInt(4) * 10);
        case 22, 23 -> new TaskEnds(pick());
        case 24 -> new Reserves(pick(), random.nextBoolean() ? "" : "/sub");
        case 25 -> new Revives(pick());
        case 26 -> new WeightChanges(oneOf(roles), oneOf(0.5, 1.0, 2.0, 3.0));
        case 27, 28 -> quotas ? quota() : new Round();
        case 29 -> random.nextInt(4) == 0 ? new Holds(random.nextInt(6)) : new Holds(0);
        case 30, 31 -> new TimePasses(1 + random.nextInt(20));
        default -> new Round();
      };
    }

    private Happening agent() {
      return new AgentJoins(random.nextInt(6), hardware.total(), hardware.place());
    }

    private Happening client() {
      return new ClientJoins(random.nextInt(5), oneOf(roles), wish());
    }

    private Wish wish() {
      Set<Capability.Type> capabilities = new HashSet<>();
      for (Capability.Type capability :
          List.of(
              Capability.Type.GPU_RESOURCES,
              Capability.Type.REVOCABLE_RESOURCES,
              Capability.Type.SHARED_RESOURCES,
              Capability.Type.RESERVATION_REFINEMENT,
              Capability.Type.REGION_AWARE)) {
        if (random.nextInt(3) > 0) {
          capabilities.add(capability);
        }
      }
      return new Wish(
          capabilities,
          random.nextInt(4) == 0 ? Optional.of(minimum()) : Optional.empty(),
          random.nextInt(6) == 0 ? Optional.of(oneOf("r1", "r2")) : Optional.empty());
    }

    private List<Map<String, Long>> minimum() {
      return switch (random.nextInt(3)) {
        case 0 -> List.of();
        case 1 -> List.of(Map.of("cpus", 2000L, "mem", 100_000L));
        default -> List.of(Map.of("cpus", 3000L), Map.of("gpus", 1000L));
      };
    }

    private Happening quota() {
      Map<String, Long> guarantees = new HashMap<>();
      Map<String, Long> limits = new HashMap<>();
      for (String name : List.of("cpus", "mem", "disk")) {
        long unit = name.equals("cpus") ? 1000 : 100_000;
        if (random.nextInt(3) == 0) {
          guarantees.put(name, unit * (1 + random.nextInt(8)));
        }
        if (random.nextInt(3) == 0) {
          limits.put(name, guarantees.getOrDefault(name, 0L) + unit * random.nextInt(6));
        }
      }
      return new QuotaChanges(oneOf("a", "d", "*"), new Quota(guarantees, limits));
    }

    private Optional<Set<String>> whitelist() {
      return random.nextBoolean()
          ? Optional.empty()
          : Optional.of(Set.copyOf(List.of("h" + random.nextInt(4), "h" + random.nextInt(4))));
    }

    private int pick() {
      return random.nextInt(MANY);
    }

    @SafeVarargs
    private <T> T oneOf(T... choices) {
      return choices[random.nextInt(choices.length)];
    }

    private String oneOf(List<String> choices) {
      return choices.get(random.nextInt(choices.size()));
    }
  }
}
