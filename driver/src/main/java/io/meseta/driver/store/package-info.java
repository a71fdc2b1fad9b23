/** A file of checksummed records, which the states and the log of a framework are kept in. */
package io.meseta.driver.store;
