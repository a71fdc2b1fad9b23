/**
 * Probes tasks when the agent core wants it (Mesos reference §11.7): commands beside them, their
 * web servers, their ports. What follows from the results the core decides.
 */
package io.meseta.agent.check;
