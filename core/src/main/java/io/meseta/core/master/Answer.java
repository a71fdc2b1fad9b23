package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.ConnectionId;
import io.meseta.core.FrameworkId;
import io.meseta.core.allocator.Explanation;
import java.util.List;

/**
 * The outcome of a request, for the adapter to turn into a status code and a text (Mesos reference
 * §1.3). It must not carry anything about the transport.
 */
public sealed interface Answer {

  /** The call was taken: 202 for a scheduler call. */
  record Accepted() implements Answer {}

  /** The operation is done: 200. */
  record Done() implements Answer {}

  /** No such framework: 400 "Framework cannot be found". */
  record FrameworkUnknown(FrameworkId framework) implements Answer {}

  /**
   * The caller is not who subscribed: 400.
   *
   * @param actual the caller's principal
   * @param expected the framework's principal, empty text if it has none
   */
  record PrincipalMismatch(String actual, String expected) implements Answer {}

  /** The framework has no stream at present: 403 "Framework is not subscribed". */
  record NotSubscribed(FrameworkId framework) implements Answer {}

  /** The framework speaks through a driver: 403 "Framework is not connected via HTTP". */
  record NotConnectedOverHttp(FrameworkId framework) implements Answer {}

  /** The call names no stream: 400. */
  record StreamIdMissing(FrameworkId framework) implements Answer {}

  /** The call names another stream than the current one: 400. */
  record StreamIdMismatch(FrameworkId framework, ConnectionId given) implements Answer {}

  /** Why a framework is offered resources, or is not; one for each of its roles and each agent. */
  record Explained(List<Explanation> explanations) implements Answer {
    public Explained {
      explanations = List.copyOf(explanations);
    }
  }

  /** No such agent: 404. */
  record AgentUnknown(AgentId agent) implements Answer {}

  /**
   * What was asked for cannot be, whatever the state of the cluster will be: 400.
   *
   * @param why the whole text of the answer
   */
  record Invalid(String why) implements Answer {}

  /**
   * What was asked for cannot be in the present state of the cluster: 409.
   *
   * @param why the whole text of the answer
   */
  record Conflict(String why) implements Answer {}

  /** An operator's teardown names no framework: 400 "No framework found with specified ID". */
  record NoFrameworkToTearDown(FrameworkId framework) implements Answer {}
}
