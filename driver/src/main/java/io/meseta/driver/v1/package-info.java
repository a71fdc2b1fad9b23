/** The link to the master behind {@code org.apache.mesos.v1.scheduler}: HTTP, and little else. */
package io.meseta.driver.v1;
