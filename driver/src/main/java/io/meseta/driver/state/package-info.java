/** The versioned variables behind {@code org.apache.mesos.state}, and where they are kept. */
package io.meseta.driver.state;
