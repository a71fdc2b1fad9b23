package io.meseta.core.master.agents;

import io.meseta.core.resource.Resources;

/** Resources that operations have changed since the agent started (Mesos reference §8.4, §8.6). */
final class CheckpointedResources {

  private CheckpointedResources() {}

  /**
   * The agent's resources with the checkpointed ones in their present form: each takes the place of
   * the plain resource that it was made of.
   */
  static Resources applyTo(Resources own, Resources checkpointed) {
    return own.minus(checkpointed.withoutChanges()).plus(checkpointed);
  }
}
