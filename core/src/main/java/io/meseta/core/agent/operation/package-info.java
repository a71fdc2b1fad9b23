/** Operations on the agent's resources: carried out, undone, and told of until acknowledged. */
package io.meseta.core.agent.operation;
