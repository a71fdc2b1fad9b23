package io.meseta.e2e.libprocess;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Messages.StatusUpdate;
import org.apache.mesos.v1.Protos.AgentID;
import org.apache.mesos.v1.Protos.FrameworkID;
import org.apache.mesos.v1.Protos.FrameworkInfo;
import org.apache.mesos.v1.Protos.OfferID;
import org.apache.mesos.v1.Protos.TaskID;
import org.apache.mesos.v1.Protos.TaskInfo;

/** How a driver says what it wants: which messages it sends. */
interface DriverStyle {

  Message register(FrameworkInfo info);

  Message reregister(FrameworkInfo info, boolean failover);

  Message launch(FrameworkID framework, OfferID offer, TaskInfo... tasks);

  Message kill(FrameworkID framework, TaskID task);

  Message acknowledge(StatusUpdate update);

  Message reconcile(FrameworkID framework, String... tasks);

  Message revive(FrameworkID framework);

  Message message(FrameworkID framework, AgentID agent, String executor, ByteString data);

  Message unregister(FrameworkID framework);
}
