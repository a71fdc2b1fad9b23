/** What the daemon counts and measures, told as Mesos tells it and as Prometheus wants it. */
package io.meseta.runtime.metrics;
