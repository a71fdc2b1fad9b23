package io.meseta.core.master;

/**
 * What has happened to the master's state. Events are the only way in which the state changes;
 * {@link DurableMasterEvent} are journalled and survive the process, all others are rebuilt from
 * what agents and frameworks report to the next leader (Mesos reference §6.2).
 */
public sealed interface MasterEvent
    permits DurableMasterEvent,
        AgentEvent,
        FrameworkEvent,
        OfferEvent,
        InverseOfferEvent,
        OperationEvent,
        TaskEvent {}
