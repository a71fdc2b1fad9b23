/** The operator API v1 of the agent: the calls about containers that executors nest (§3.3). */
package io.meseta.agent.api.operator;
