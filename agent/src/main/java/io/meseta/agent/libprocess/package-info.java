/** Between the agent core and its master: libprocess messages (Mesos reference §5.3). */
package io.meseta.agent.libprocess;
