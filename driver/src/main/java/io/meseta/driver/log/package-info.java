/** The append-only log behind {@code org.apache.mesos.Log}. */
package io.meseta.driver.log;
