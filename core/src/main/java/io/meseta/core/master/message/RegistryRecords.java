package io.meseta.core.master.message;

import com.google.protobuf.InvalidProtocolBufferException;
import io.meseta.core.AgentId;
import io.meseta.core.master.DurableMasterEvent;
import io.meseta.core.master.DurableMasterEvent.AgentAdmitted;
import io.meseta.core.master.DurableMasterEvent.AgentInfoChanged;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedGone;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedReachable;
import io.meseta.core.master.DurableMasterEvent.AgentMarkedUnreachable;
import io.meseta.core.master.DurableMasterEvent.AgentRemoved;
import io.meseta.core.master.DurableMasterEvent.AgentsForgotten;
import io.meseta.core.master.DurableMasterEvent.LeadershipTaken;
import io.meseta.core.master.MaintenanceEvent.MachinesBroughtUp;
import io.meseta.core.master.MaintenanceEvent.MachinesTakenDown;
import io.meseta.core.master.MaintenanceEvent.MaintenanceScheduled;
import io.meseta.core.master.RoleEvent.QuotasUpdated;
import io.meseta.core.master.RoleEvent.WeightsUpdated;
import io.meseta.core.master.ServiceEvent.AgentDeactivated;
import io.meseta.core.master.ServiceEvent.AgentReactivated;
import io.meseta.core.master.ServiceEvent.DrainFinished;
import io.meseta.core.master.ServiceEvent.DrainStarted;
import io.meseta.protocol.internal.RegistryJournal.RegistryRecord;
import java.time.Instant;
import java.util.List;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.apache.mesos.v1.Protos.TimeInfo;

/** Durable events as the bytes of journal records, and back. */
public final class RegistryRecords {

  private RegistryRecords() {}

  /** The event as a record. */
  public static byte[] encode(DurableMasterEvent event) {
    RegistryRecord.Builder record = RegistryRecord.newBuilder();
    switch (event) {
      case LeadershipTaken e ->
          record.getLeadershipTakenBuilder().setMaster(e.master()).setAt(Statuses.time(e.at()));
      case AgentAdmitted e -> record.getAgentAdmittedBuilder().setInfo(named(e.info(), e.agent()));
      case AgentInfoChanged e ->
          record.getAgentInfoChangedBuilder().setInfo(named(e.info(), e.agent()));
      case AgentMarkedUnreachable e ->
          record
              .getAgentMarkedUnreachableBuilder()
              .setAgentId(Ids.toProtobuf(e.agent()))
              .setAt(Statuses.time(e.at()));
      case AgentMarkedReachable e ->
          record.getAgentMarkedReachableBuilder().setInfo(named(e.info(), e.agent()));
      case AgentRemoved e -> record.getAgentRemovedBuilder().setAgentId(Ids.toProtobuf(e.agent()));
      case AgentMarkedGone e ->
          record
              .getAgentMarkedGoneBuilder()
              .setAgentId(Ids.toProtobuf(e.agent()))
              .setAt(Statuses.time(e.at()));
      case AgentsForgotten e ->
          record
              .getAgentsForgottenBuilder()
              .addAllUnreachable(e.unreachable().stream().map(Ids::toProtobuf).toList())
              .addAllGone(e.gone().stream().map(Ids::toProtobuf).toList())
              .setAt(Statuses.time(e.at()));
      case QuotasUpdated e -> record.getQuotasUpdatedBuilder().addAllQuotas(e.quotas());
      case WeightsUpdated e -> record.getWeightsUpdatedBuilder().addAllWeights(e.weights());
      case MaintenanceScheduled e ->
          record.getMaintenanceScheduledBuilder().setSchedule(e.schedule());
      case MachinesTakenDown e -> record.getMachinesTakenDownBuilder().addAllMachines(e.machines());
      case MachinesBroughtUp e -> record.getMachinesBroughtUpBuilder().addAllMachines(e.machines());
      case AgentDeactivated e ->
          record.getAgentDeactivatedBuilder().setAgentId(Ids.toProtobuf(e.agent()));
      case AgentReactivated e ->
          record.getAgentReactivatedBuilder().setAgentId(Ids.toProtobuf(e.agent()));
      case DrainStarted e ->
          record
              .getDrainStartedBuilder()
              .setAgentId(Ids.toProtobuf(e.agent()))
              .setConfig(e.config())
              .setAt(Statuses.time(e.at()));
      case DrainFinished e ->
          record.getDrainFinishedBuilder().setAgentId(Ids.toProtobuf(e.agent()));
    }
    return record.build().toByteArray();
  }

  private static AgentInfo named(AgentInfo info, AgentId agent) {
    return info.toBuilder().setId(Ids.toProtobuf(agent)).build();
  }

  /**
   * The event of a record.
   *
   * @throws IllegalArgumentException if the bytes are no record that this release knows
   */
  public static DurableMasterEvent decode(byte[] bytes) {
    try {
      return decode(RegistryRecord.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("not a registry record: " + e.getMessage(), e);
    }
  }

  private static DurableMasterEvent decode(RegistryRecord record) {
    return switch (record.getEventCase()) {
      case LEADERSHIP_TAKEN ->
          new LeadershipTaken(
              record.getLeadershipTaken().getMaster(),
              instant(record.getLeadershipTaken().getAt()));
      case AGENT_ADMITTED -> {
        AgentInfo info = record.getAgentAdmitted().getInfo();
        yield new AgentAdmitted(Ids.of(info.getId()), info);
      }
      case AGENT_INFO_CHANGED -> {
        AgentInfo info = record.getAgentInfoChanged().getInfo();
        yield new AgentInfoChanged(Ids.of(info.getId()), info);
      }
      case AGENT_MARKED_UNREACHABLE -> {
        RegistryRecord.AgentMarkedUnreachable marked = record.getAgentMarkedUnreachable();
        yield new AgentMarkedUnreachable(Ids.of(marked.getAgentId()), instant(marked.getAt()));
      }
      case AGENT_MARKED_REACHABLE -> {
        AgentInfo info = record.getAgentMarkedReachable().getInfo();
        yield new AgentMarkedReachable(Ids.of(info.getId()), info);
      }
      case AGENT_REMOVED -> new AgentRemoved(Ids.of(record.getAgentRemoved().getAgentId()));
      case AGENT_MARKED_GONE -> {
        RegistryRecord.AgentMarkedGone marked = record.getAgentMarkedGone();
        yield new AgentMarkedGone(Ids.of(marked.getAgentId()), instant(marked.getAt()));
      }
      case AGENTS_FORGOTTEN -> {
        RegistryRecord.AgentsForgotten forgotten = record.getAgentsForgotten();
        yield new AgentsForgotten(
            ids(forgotten.getUnreachableList()),
            ids(forgotten.getGoneList()),
            instant(forgotten.getAt()));
      }
      case QUOTAS_UPDATED -> new QuotasUpdated(record.getQuotasUpdated().getQuotasList());
      case WEIGHTS_UPDATED -> new WeightsUpdated(record.getWeightsUpdated().getWeightsList());
      case MAINTENANCE_SCHEDULED ->
          new MaintenanceScheduled(record.getMaintenanceScheduled().getSchedule());
      case MACHINES_TAKEN_DOWN ->
          new MachinesTakenDown(record.getMachinesTakenDown().getMachinesList());
      case MACHINES_BROUGHT_UP ->
          new MachinesBroughtUp(record.getMachinesBroughtUp().getMachinesList());
      case AGENT_DEACTIVATED ->
          new AgentDeactivated(Ids.of(record.getAgentDeactivated().getAgentId()));
      case AGENT_REACTIVATED ->
          new AgentReactivated(Ids.of(record.getAgentReactivated().getAgentId()));
      case DRAIN_STARTED -> {
        RegistryRecord.DrainStarted started = record.getDrainStarted();
        yield new DrainStarted(
            Ids.of(started.getAgentId()), started.getConfig(), instant(started.getAt()));
      }
      case DRAIN_FINISHED -> new DrainFinished(Ids.of(record.getDrainFinished().getAgentId()));
      case EVENT_NOT_SET ->
          throw new IllegalArgumentException(
              "a registry record of a kind that this release does not know");
    };
  }

  private static List<AgentId> ids(List<AgentID> ids) {
    return ids.stream().map(Ids::of).toList();
  }

  private static Instant instant(TimeInfo time) {
    return Instant.ofEpochSecond(0, time.getNanoseconds());
  }
}
