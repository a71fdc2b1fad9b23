/** What an agent counts and measures, under Mesos' names (Mesos reference §4.7). */
package io.meseta.agent.metrics;
