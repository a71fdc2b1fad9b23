/**
 * The executor API v1: HTTP requests to commands, effects to event streams (Mesos reference §2).
 */
package io.meseta.agent.api.executor;
