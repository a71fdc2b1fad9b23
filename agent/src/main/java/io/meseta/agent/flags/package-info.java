/** The flags of the agent, with the names, defaults and meanings that they have in Mesos. */
package io.meseta.agent.flags;
