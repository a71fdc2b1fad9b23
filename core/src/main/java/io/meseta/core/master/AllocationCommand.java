package io.meseta.core.master;

import io.meseta.core.AgentId;
import io.meseta.core.FrameworkId;
import io.meseta.core.RequestId;
import java.util.Optional;
import java.util.Set;

/** What has to do with who is offered what, and with nothing else. */
public sealed interface AllocationCommand extends MasterCommand {

  /**
   * Offer resources of these hosts only from now on, or of all hosts ({@code --whitelist}). Offers
   * that stand are not taken back.
   */
  record UpdateWhitelist(Optional<Set<String>> hostnames) implements AllocationCommand {
    public UpdateWhitelist {
      hostnames = hostnames.map(Set::copyOf);
    }
  }

  /**
   * Say why the framework is offered resources, or is not. Changes nothing; answered by {@link
   * Answer.Explained}, or by what is not known.
   *
   * @param role one of its roles, or empty for all of them
   * @param agent one agent, or empty for all of them
   */
  record ExplainOffers(
      RequestId request, FrameworkId framework, Optional<String> role, Optional<AgentId> agent)
      implements AllocationCommand {}
}
