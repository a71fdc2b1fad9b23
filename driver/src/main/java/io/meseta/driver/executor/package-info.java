/** The executor's driver on the v1 executor API: subscription, updates, the loss of the agent. */
package io.meseta.driver.executor;
