/** How the driver finds a whole cluster to start inside its own process, if there is one. */
package io.meseta.driver.local;
