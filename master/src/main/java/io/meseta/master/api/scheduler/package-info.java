/**
 * The scheduler API v1: HTTP requests to commands, effects to event streams (Mesos reference §1).
 */
package io.meseta.master.api.scheduler;
