/** What the master looks like at one instant, for views to render on any thread. */
package io.meseta.core.master.snapshot;
