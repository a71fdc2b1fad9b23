/** What the driver asks of ZooKeeper: a session that comes back, leaders, and variables. */
package io.meseta.driver.zookeeper;
