/** Which master leads: among those that were named, or by what ZooKeeper says. */
package io.meseta.driver.master;
