/**
 * The scheduler's driver on the v1 scheduler API: subscription, calls, events, offline behaviour.
 */
package io.meseta.driver.scheduler;
