/**
 * The master's metrics under their Mesos names: what it counts, and what it measures of its state.
 */
package io.meseta.master.metrics;
