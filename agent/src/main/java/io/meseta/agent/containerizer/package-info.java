/** Sandboxes, environments, commands and usage of containers, as Mesos' containerizer has them. */
package io.meseta.agent.containerizer;
