/** What an agent knows, and how each event changes that; nothing else may change it. */
package io.meseta.core.agent.state;
