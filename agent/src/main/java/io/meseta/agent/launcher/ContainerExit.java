package io.meseta.agent.launcher;

import io.meseta.core.ContainerId;

/**
 * A container's main process has ended and nothing of its process tree is left.
 *
 * @param container which container
 * @param status how its main process ended
 */
public record ContainerExit(ContainerId container, WaitStatus status) {}
