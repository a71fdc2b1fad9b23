/** How the adapters of the agent's APIs reach its core. */
package io.meseta.agent.api;
