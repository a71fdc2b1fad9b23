/** Measurements against a dev cluster in processes of its own: real sockets, real tasks. */
package io.meseta.bench.cluster;
