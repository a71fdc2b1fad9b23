package io.meseta.driver.scheduler;

import io.meseta.driver.wire.Message;
import io.meseta.driver.wire.MessageWriter;
import java.util.Collection;

/**
 * The calls of the v1 scheduler API as bytes (Mesos reference §1.1). What stands inside the
 * envelopes is taken as the application encoded it.
 */
final class CallEncoder {
  private CallEncoder() {}

  /** SUBSCRIBE; the only call that may lack a framework id. */
  static byte[] subscribe(FrameworkDescription framework) {
    MessageWriter subscribe = described(framework);
    byte[] id = framework.id();
    MessageWriter call = new MessageWriter();
    if (id.length > 0) {
      call.bytes(1, id);
    }
    return call.number(2, 1).message(3, subscribe).toByteArray();
  }

  static byte[] updateFramework(FrameworkDescription framework) {
    return call(framework.id(), 17, 19, described(framework));
  }

  private static MessageWriter described(FrameworkDescription framework) {
    MessageWriter content = new MessageWriter().bytes(1, framework.info());
    framework.suppressedRoles().forEach(role -> content.text(2, role));
    framework.offerConstraints().ifPresent(constraints -> content.bytes(3, constraints));
    return content;
  }

  static byte[] teardown(byte[] framework) {
    return new MessageWriter().bytes(1, framework).number(2, 2).toByteArray();
  }

  static byte[] accept(
      byte[] framework, Collection<byte[]> offers, Collection<byte[]> operations, byte[] filters) {
    MessageWriter accept = new MessageWriter();
    offers.forEach(offer -> accept.bytes(1, offer));
    operations.forEach(operation -> accept.bytes(2, operation));
    return call(framework, 3, 4, accept.bytes(3, filters));
  }

  static byte[] decline(byte[] framework, Collection<byte[]> offers, byte[] filters) {
    MessageWriter decline = new MessageWriter();
    offers.forEach(offer -> decline.bytes(1, offer));
    return call(framework, 4, 5, decline.bytes(2, filters));
  }

  static byte[] revive(byte[] framework, Collection<String> roles) {
    return call(framework, 5, 15, roles(roles));
  }

  static byte[] suppress(byte[] framework, Collection<String> roles) {
    return call(framework, 12, 16, roles(roles));
  }

  private static MessageWriter roles(Collection<String> roles) {
    MessageWriter content = new MessageWriter();
    roles.forEach(role -> content.text(1, role));
    return content;
  }

  static byte[] kill(byte[] framework, byte[] task) {
    return call(framework, 6, 6, new MessageWriter().bytes(1, task));
  }

  static byte[] acknowledge(byte[] framework, byte[] agent, byte[] task, byte[] uuid) {
    return call(framework, 8, 8, new MessageWriter().bytes(1, agent).bytes(2, task).bytes(3, uuid));
  }

  /** RECONCILE of the tasks, each an encoded {@code Reconcile.Task}; of all if there are none. */
  static byte[] reconcile(byte[] framework, Collection<byte[]> tasks) {
    return call(framework, 9, 9, repeated(tasks));
  }

  /** What RECONCILE wants to know of a TaskStatus: task and agent. */
  static byte[] reconciledTask(Message status) {
    MessageWriter task = new MessageWriter().bytes(1, status.bytes(1).orElse(new byte[0]));
    status.bytes(5).ifPresent(agent -> task.bytes(2, agent));
    return task.toByteArray();
  }

  static byte[] message(byte[] framework, byte[] agent, byte[] executor, byte[] data) {
    return call(
        framework, 10, 10, new MessageWriter().bytes(1, agent).bytes(2, executor).bytes(3, data));
  }

  static byte[] request(byte[] framework, Collection<byte[]> requests) {
    return call(framework, 11, 11, repeated(requests));
  }

  /** A LAUNCH operation for ACCEPT. */
  static byte[] launch(Collection<byte[]> tasks) {
    return new MessageWriter().number(1, 1).message(2, repeated(tasks)).toByteArray();
  }

  private static MessageWriter repeated(Collection<byte[]> messages) {
    MessageWriter content = new MessageWriter();
    messages.forEach(message -> content.bytes(1, message));
    return content;
  }

  private static byte[] call(byte[] framework, int type, int field, MessageWriter content) {
    return new MessageWriter()
        .bytes(1, framework)
        .number(2, type)
        .message(field, content)
        .toByteArray();
  }
}
