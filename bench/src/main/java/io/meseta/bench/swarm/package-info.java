/** A load client on the v1 scheduler API: drives any master, Meseta or Apache Mesos alike. */
package io.meseta.bench.swarm;
