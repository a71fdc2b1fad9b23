/**
 * The one thread that drives a core: commands in batches, durable events to the journal, effects
 * out in order.
 */
package io.meseta.runtime.loop;
