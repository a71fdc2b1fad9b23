package io.meseta.core.agent;

/**
 * What has happened to the agent's state. Events are the only way in which the state changes;
 * {@link DurableAgentEvent} are journalled and survive the process.
 */
public sealed interface AgentEvent permits DurableAgentEvent, TransientAgentEvent {}
