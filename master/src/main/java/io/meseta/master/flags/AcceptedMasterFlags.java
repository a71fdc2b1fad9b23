package io.meseta.master.flags;

import io.meseta.runtime.flags.AcceptedFlags;
import io.meseta.runtime.flags.Flag;
import java.util.List;

/** The master's flags that have no effect yet (Mesos reference §14.1). */
final class AcceptedMasterFlags {

  private static final String ROWS =
      """
      A zk SECRET_TEXT Where masters elect their leader: zk://host:port,.../path
      A quorum                                COUNT             How many masters must have a change of the registry.
      A webui_dir                             PATH              Directory of another web UI.

      B acls                                  TEXT              Who may do what, as JSON.
      B agent_removal_rate_limit(slave_removal_rate_limit) TEXT              How fast agents are given up: 1/10mins.
      B authenticate_http_frameworks          BOOLEAN=false     Whether HTTP frameworks must authenticate.
      B authenticate_http_readonly            BOOLEAN=false     Whether reading endpoints need authentication.
      B authenticate_http_readwrite(authenticate_http) BOOLEAN=false Whether changing endpoints need authentication.
      B authorizers                           TEXT=local        Who decides about permissions.
      B http_authenticators                   TEXT=basic        How HTTP requests authenticate.
      B http_framework_authenticators         TEXT              How HTTP frameworks authenticate.
      B ip_discovery_command                  TEXT              Program that prints the address to listen on.
      B modules                               TEXT              Mesos modules to load, as JSON.
      B modules_dir                           PATH              Directory of files that each list modules.
      B rate_limits                           TEXT              How many messages a principal may send, as JSON.
      B recovery_agent_removal_limit(recovery_slave_removal_limit) TEXT=100%         How many agents may be given up.
      B registry_fetch_timeout                DURATION=1mins    How long reading the registry may take.
      B registry_store_timeout                DURATION=20secs   How long writing the registry may take.
      B zk_session_timeout                    DURATION=10secs   After how long ZooKeeper gives up a silent master.

      C allocator                             TEXT=hierarchical Who divides resources.
      C firewall_rules                        TEXT              Endpoints that are closed, as JSON.
      C hooks                                 TEXT              Hook modules to install.
      C log_auto_initialize                   BOOLEAN=true      Whether an empty replicated log is initialised.
      C master_contender                      TEXT              Module that contends for leadership.
      C master_detector                       TEXT              Module that detects the leader.
      C max_executors_per_agent(max_executors_per_slave) COUNT             How many executors an agent may run.
      C max_operator_event_stream_subscribers COUNT=1000        How many may watch the operator event stream.
      C memory_profiling                      BOOLEAN=false     Whether heap profiles can be taken.
      C registry_gc_interval                  DURATION=15mins   How often old agents are dropped from the registry.
      C registry_max_agent_age                DURATION=2weeks   How long unreachable and gone agents are remembered.
      C registry_max_agent_count              COUNT=102400      How many of them are remembered.
      C registry_strict                       BOOLEAN=false     Must stay false, as in Mesos.
      """;

  static final List<Flag<?>> ALL = AcceptedFlags.parse(ROWS);

  private AcceptedMasterFlags() {}
}
