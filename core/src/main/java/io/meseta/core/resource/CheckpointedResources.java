package io.meseta.core.resource;

import java.util.List;

/**
 * Resources that operations have changed since an agent started (Mesos reference §8.4, §8.6), and
 * how they lie in what the agent has by itself.
 */
public final class CheckpointedResources {

  private CheckpointedResources() {}

  /**
   * The agent's resources with the checkpointed ones in their present form: each takes the place of
   * the plain resource that it was made of. Impossible if that is not there any more.
   */
  public static ResourceConversion.Result applyTo(Resources own, Resources checkpointed) {
    List<ResourceConversion> conversions =
        checkpointed
            .separate()
            .map(each -> new ResourceConversion(each.withoutChanges(), each))
            .toList();
    return ResourceConversion.apply(conversions, own);
  }
}
