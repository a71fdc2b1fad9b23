package io.meseta.core.master.state;

/** The numbers in the ids that this master gives out next (Mesos reference §0.1). */
final class Serials {

  private long frameworks;
  private long agents;
  private long offers;
  private long operations;

  long frameworks() {
    return frameworks;
  }

  long agents() {
    return agents;
  }

  long offers() {
    return offers;
  }

  /** An agent was given the id that ends in this text, if it came from this master. */
  void agentNamed(String id, String masterId) {
    agents = following(id, masterId + "-S", agents);
  }

  /** A framework was given this id, if it came from this master. */
  void frameworkNamed(String id, String masterId) {
    frameworks = following(id, masterId + "-", frameworks);
  }

  long operations() {
    return operations;
  }

  /** An operation was started. */
  void operationStarted() {
    operations++;
  }

  /** An offer was made. */
  void offerMade() {
    offers++;
  }

  private static long following(String id, String prefix, long current) {
    if (!id.startsWith(prefix)) {
      return current;
    }
    String number = id.substring(prefix.length());
    boolean isNumber = !number.isEmpty() && number.length() < 18;
    return isNumber && number.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Math.max(current, Long.parseLong(number) + 1)
        : current;
  }
}
