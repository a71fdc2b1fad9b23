/**
 * What the allocator and the arithmetic of resources cost, with clusters shaped as in Mesos' own
 * benchmarks.
 */
package io.meseta.bench.allocation;
