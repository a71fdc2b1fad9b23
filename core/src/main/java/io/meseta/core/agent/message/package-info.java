/** What an agent says to its master, to executors and of tasks, word for word as Mesos does. */
package io.meseta.core.agent.message;
