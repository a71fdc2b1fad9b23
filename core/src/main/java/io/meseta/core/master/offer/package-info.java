/** The end of offers: taken back by the master, or given back by their frameworks. */
package io.meseta.core.master.offer;
