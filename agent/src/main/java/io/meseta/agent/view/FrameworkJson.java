package io.meseta.agent.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.agent.AgentSnapshot;
import io.meseta.runtime.view.JsonView;
import io.meseta.runtime.view.ResourceJson;
import io.meseta.runtime.view.TaskJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.mesos.v1.Protos.ExecutorInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.FrameworkInfo.Capability;
import org.apache.mesos.v1.Protos.Task;
import org.apache.mesos.v1.Protos.TaskInfo;

/** Frameworks and executors as the agent's {@code /state} prints them. */
final class FrameworkJson {

  private FrameworkJson() {}

  static void framework(JsonGenerator out, AgentSnapshot.Framework framework) throws IOException {
    FrameworkInfo info = framework.info();
    out.writeStringField("id", info.getId().getValue());
    out.writeStringField("name", info.getName());
    out.writeStringField("user", info.getUser());
    JsonView.number(out, "failover_timeout", info.getFailoverTimeout());
    out.writeBooleanField("checkpoint", info.getCheckpoint());
    out.writeStringField("hostname", info.getHostname());
    if (info.hasPrincipal()) {
      out.writeStringField("principal", info.getPrincipal());
    }
    roles(out, info);
    JsonView.objects(out, "executors", framework.executors(), FrameworkJson::executor);
    JsonView.objects(
        out, "completed_executors", framework.completedExecutors(), FrameworkJson::executor);
  }

  private static void roles(JsonGenerator out, FrameworkInfo info) throws IOException {
    boolean multiRole =
        info.getCapabilitiesList().stream()
            .anyMatch(c -> c.getType() == Capability.Type.MULTI_ROLE);
    if (multiRole) {
      JsonView.strings(out, "roles", info.getRolesList());
    } else {
      out.writeStringField("role", info.getRole());
    }
  }

  private static void executor(JsonGenerator out, AgentSnapshot.Executor executor)
      throws IOException {
    ExecutorInfo info = executor.info();
    out.writeStringField("id", info.getExecutorId().getValue());
    out.writeStringField("name", info.getName());
    out.writeStringField("source", info.getSource());
    out.writeStringField("container", executor.container().id().value());
    out.writeStringField("directory", executor.container().sandbox());
    ResourceJson.totals(out, "resources", executor.allocated());
    if (info.getResourcesCount() > 0) {
      out.writeStringField("role", TaskJson.role(info.getResourcesList()));
    }
    if (info.hasLabels()) {
      TaskJson.labels(out, info.getLabels());
    }
    if (info.hasType()) {
      out.writeStringField("type", info.getType().name());
    }
    tasks(out, executor.tasks());
  }

  /** As in Mesos, tasks that have ended and are not settled count as completed here. */
  private static void tasks(JsonGenerator out, AgentSnapshot.Tasks tasks) throws IOException {
    List<Task> ended = new ArrayList<>(tasks.completed());
    ended.addAll(tasks.terminated());
    JsonView.objects(out, "tasks", tasks.launched(), TaskJson::task);
    JsonView.objects(out, "queued_tasks", tasks.queued(), FrameworkJson::queued);
    JsonView.objects(out, "completed_tasks", ended, TaskJson::task);
  }

  private static void queued(JsonGenerator out, TaskInfo task) throws IOException {
    out.writeStringField("id", task.getTaskId().getValue());
    out.writeStringField("name", task.getName());
    out.writeStringField("slave_id", task.getAgentId().getValue());
    ResourceJson.totals(out, "resources", task.getResourcesList());
    out.writeStringField("role", TaskJson.role(task.getResourcesList()));
    if (task.hasCommand()) {
      TaskJson.message(out, "command", task.getCommand());
    }
    if (task.hasExecutor()) {
      out.writeStringField("executor_id", task.getExecutor().getExecutorId().getValue());
    }
    if (task.hasDiscovery()) {
      TaskJson.message(out, "discovery", task.getDiscovery());
    }
  }
}
