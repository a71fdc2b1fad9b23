/** The v0 endpoints of the agent, rendered from snapshots (Mesos reference §4.2, §4.4). */
package io.meseta.agent.view;
