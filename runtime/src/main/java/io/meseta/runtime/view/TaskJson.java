package io.meseta.runtime.view;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.v0.Dialect;
import java.io.IOException;
import java.util.List;
import org.apache.mesos.v1.Protos.CommandInfo;
import org.apache.mesos.v1.Protos.ContainerStatus;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.Labels;
import org.apache.mesos.v1.Protos.NetworkInfo;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskStatus;

/** Tasks and executors as the v0 endpoints print them (Mesos reference §4.3). */
public final class TaskJson {

  private TaskJson() {}

  /** The fields of a task. */
  public static void task(JsonGenerator out, Task task) throws IOException {
    out.writeStringField("id", task.getTaskId().getValue());
    out.writeStringField("name", task.getName());
    out.writeStringField("framework_id", task.getFrameworkId().getValue());
    out.writeStringField("executor_id", task.getExecutorId().getValue());
    out.writeStringField("slave_id", task.getAgentId().getValue());
    out.writeStringField("state", task.getState().name());
    ResourceJson.totals(out, "resources", task.getResourcesList());
    if (task.getLimitsCount() > 0) {
      out.writeObjectFieldStart("limits");
      for (var limit : task.getLimitsMap().entrySet()) {
        JsonView.number(out, limit.getKey(), limit.getValue().getValue());
      }
      out.writeEndObject();
    }
    out.writeStringField("role", role(task.getResourcesList()));
    JsonView.objects(out, "statuses", task.getStatusesList(), TaskJson::status);
    if (task.hasUser()) {
      out.writeStringField("user", task.getUser());
    }
    if (task.hasLabels()) {
      labels(out, task.getLabels());
    }
    if (task.hasDiscovery()) {
      message(out, "discovery", task.getDiscovery());
    }
    if (task.hasContainer()) {
      message(out, "container", task.getContainer());
    }
    if (task.hasHealthCheck()) {
      message(out, "health_check", task.getHealthCheck());
    }
  }

  private static void status(JsonGenerator out, TaskStatus status) throws IOException {
    out.writeStringField("state", status.getState().name());
    JsonView.number(out, "timestamp", status.getTimestamp());
    if (status.hasLabels()) {
      labels(out, status.getLabels());
    }
    if (status.hasContainerStatus()) {
      JsonView.object(
          out, "container_status", fields -> containerStatus(fields, status.getContainerStatus()));
    }
    if (status.hasHealthy()) {
      out.writeBooleanField("healthy", status.getHealthy());
    }
  }

  private static void containerStatus(JsonGenerator out, ContainerStatus status)
      throws IOException {
    if (status.hasContainerId()) {
      message(out, "container_id", status.getContainerId());
    }
    if (status.getNetworkInfosCount() > 0) {
      JsonView.objects(out, "network_infos", status.getNetworkInfosList(), TaskJson::network);
    }
    if (status.hasCgroupInfo()) {
      message(out, "cgroup_info", status.getCgroupInfo());
    }
  }

  private static void network(JsonGenerator out, NetworkInfo network) throws IOException {
    if (network.getGroupsCount() > 0) {
      JsonView.strings(out, "groups", network.getGroupsList());
    }
    if (network.hasLabels()) {
      labels(out, network.getLabels());
    }
    messages(out, "ip_addresses", network.getIpAddressesList());
    if (network.hasName()) {
      out.writeStringField("name", network.getName());
    }
    messages(out, "port_mappings", network.getPortMappingsList());
  }

  /** The fields of an executor. */
  public static void executor(JsonGenerator out, ExecutorInfo executor) throws IOException {
    out.writeStringField("executor_id", executor.getExecutorId().getValue());
    out.writeStringField("name", executor.getName());
    out.writeStringField("framework_id", executor.getFrameworkId().getValue());
    JsonView.object(out, "command", fields -> command(fields, executor.getCommand()));
    ResourceJson.totals(out, "resources", executor.getResourcesList());
    if (executor.getResourcesCount() > 0) {
      out.writeStringField("role", role(executor.getResourcesList()));
    }
    if (executor.hasLabels()) {
      labels(out, executor.getLabels());
    }
    if (executor.hasType()) {
      out.writeStringField("type", executor.getType().name());
    }
  }

  private static void command(JsonGenerator out, CommandInfo command) throws IOException {
    if (command.hasShell()) {
      out.writeBooleanField("shell", command.getShell());
    }
    if (command.hasValue()) {
      out.writeStringField("value", command.getValue());
    }
    JsonView.strings(out, "argv", command.getArgumentsList());
    if (command.hasEnvironment()) {
      message(out, "environment", command.getEnvironment());
    }
    JsonView.objects(
        out,
        "uris",
        command.getUrisList(),
        (fields, uri) -> {
          fields.writeStringField("value", uri.getValue());
          fields.writeBooleanField("executable", uri.getExecutable());
        });
  }

  /** The role that resources are allocated to; all of a task's are allocated to the same. */
  public static String role(List<Resource> resources) {
    return resources.isEmpty() ? "" : resources.getFirst().getAllocationInfo().getRole();
  }

  /** {@code "labels":[{"key":…,"value":…},…]}. */
  public static void labels(JsonGenerator out, Labels labels) throws IOException {
    out.writeArrayFieldStart("labels");
    for (var label : labels.getLabelsList()) {
      MesosJson.write(label, out, Dialect.V0);
    }
    out.writeEndArray();
  }

  /** {@code "name":{…}}: a message whole, in v0 names. */
  public static void message(JsonGenerator out, String name, Message message) throws IOException {
    out.writeFieldName(name);
    MesosJson.write(message, out, Dialect.V0);
  }

  private static void messages(JsonGenerator out, String name, List<? extends Message> messages)
      throws IOException {
    if (!messages.isEmpty()) {
      out.writeArrayFieldStart(name);
      for (Message message : messages) {
        MesosJson.write(message, out, Dialect.V0);
      }
      out.writeEndArray();
    }
  }
}
