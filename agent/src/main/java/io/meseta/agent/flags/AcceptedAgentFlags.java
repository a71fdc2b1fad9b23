package io.meseta.agent.flags;

import io.meseta.runtime.flags.AcceptedFlags;
import io.meseta.runtime.flags.Flag;
import java.util.ArrayList;
import java.util.List;

/** The agent's flags that have no effect yet (Mesos reference §14.2 to §14.4). */
final class AcceptedAgentFlags {

  private static final String COMMON =
      """
      A containerizers                        TEXT=mesos        Containerizers to try, in this order.
      A disk_watch_interval                   DURATION=1mins    How often the disk is looked at.
      A docker                                TEXT=docker       The docker program.
      A docker_config                         TEXT              Docker's configuration, as JSON.
      A docker_registry                       TEXT=https://registry-1.docker.io Where images come from.
      A docker_socket                         TEXT=/var/run/docker.sock Socket of the docker daemon.
      A docker_store_dir                      PATH=/tmp/mesos/store/docker Directory for images.
      A gc_delay                              DURATION=1weeks   How long old sandboxes are kept at most.
      A gc_disk_headroom                      NUMBER=0.1        Part of the disk to keep free of old sandboxes.
      A image_providers                       TEXT              Kinds of images: APPC, DOCKER.
      A isolation                             TEXT=posix/cpu,posix/mem Isolators, with commas between.
      A launcher_dir PATH=/usr/local/libexec/mesos Directory of the helpers that Mesos brings.
      A recover                               TEXT=reconnect    What to do with executors found at the start.
      A sandbox_directory                     TEXT=/mnt/mesos/sandbox Where a sandbox appears inside of an image.
      A strict                                BOOLEAN=true      Whether an error in recovery stops the agent.
      A zk_session_timeout                    DURATION=10secs   After how long a silent ZooKeeper is given up.

      B acls                                  TEXT              Who may do what, as JSON.
      B agent_features                        TEXT              Capabilities of the agent, as JSON.
      B allowed_devices                       TEXT              Devices that containers may use, as JSON.
      B authenticate_http_executors           BOOLEAN=false     Whether executors must authenticate.
      B authenticate_http_readonly            BOOLEAN=false     Whether reading endpoints need authentication.
      B authenticate_http_readwrite           BOOLEAN=false     Whether changing endpoints need authentication.
      B authenticatee                         TEXT=crammd5      How to authenticate with the master.
      B authentication_backoff_factor         DURATION=1secs    Bound of the delay between attempts.
      B authentication_timeout_max            DURATION=1mins    Longest wait for authentication.
      B authentication_timeout_min            DURATION=5secs    Shortest wait for authentication.
      B authorizer                            TEXT=local        Who decides about permissions.
      B bounding_capabilities                 TEXT              Most that tasks may be able to do, as JSON.
      B cgroups_cpu_enable_pids_and_tids_count BOOLEAN=false     Whether processes and threads are counted.
      B cgroups_destroy_timeout               DURATION=1mins    How long removing a cgroup may take.
      B cgroups_enable_cfs                    BOOLEAN=false     Whether cpus are a hard limit.
      B cgroups_hierarchy                     PATH=/sys/fs/cgroup Where cgroups are mounted.
      B cgroups_limit_swap                    BOOLEAN=false     Whether swap counts as memory.
      B cgroups_root                          TEXT=mesos        Cgroup that holds all others.
      B container_disk_watch_interval         DURATION=15secs   How often the disk use of containers is measured.
      B container_logger                      TEXT              Module that takes the output of containers.
      B default_container_dns                 TEXT              Name servers for containers, as JSON.
      B default_container_info                TEXT              ContainerInfo for executors without one, as JSON.
      B docker_ignore_runtime                 BOOLEAN=false     Whether the settings of an image are ignored.
      B docker_kill_orphans                   BOOLEAN=true      Whether docker containers nobody knows are killed.
      B docker_mesos_image                    TEXT              Image that this agent itself runs in.
      B docker_remove_delay                   DURATION=6hrs     How long ended docker containers are kept.
      B docker_stop_timeout                   DURATION=0ns      How long docker stop waits.
      B docker_volume_checkpoint_dir PATH=/var/run/mesos/isolators/docker/volume Where docker volumes are remembered.
      B docker_volume_chown                   BOOLEAN=false     Whether docker volumes are given to the task's user.
      B effective_capabilities(allowed_capabilities) TEXT What tasks may do if they ask for nothing, as JSON.
      B enforce_container_disk_quota          BOOLEAN=false     Whether containers over their disk are killed.
      B executor_reregistration_retry_interval DURATION          How often an old driver executor is asked again.
      B gc_non_executor_container_sandboxes   BOOLEAN=false     Whether sandboxes of nested containers are removed.
      B hadoop_home                           TEXT              Where hadoop is, for hdfs URIs.
      B hooks                                 TEXT              Hook modules to install.
      B host_path_volume_force_creation       TEXT              Where missing host paths are made.
      B http_authenticators                   TEXT              How HTTP requests authenticate.
      B http_command_executor                 BOOLEAN=false     Whether the command executor speaks HTTP.
      B http_credentials                      FILE              File of principals and secrets for HTTP.
      B http_heartbeat_interval               DURATION=30secs   Between two heartbeats on operator streams.
      B image_gc_config                       TEXT              When unused images are removed, as JSON.
      B image_provisioner_backend             TEXT              How images become root file systems.
      B ip_discovery_command                  TEXT              Program that prints the address to listen on.
      B jwt_secret_key(executor_secret_key)   FILE              File of the key that signs executors' tokens.
      B modules                               TEXT              Mesos modules to load, as JSON.
      B modules_dir                           PATH              Directory of files that each list modules.
      B network_cni_config_dir                PATH              Directory of CNI network configurations.
      B network_cni_metrics                   BOOLEAN=true      Whether CNI has metrics.
      B network_cni_plugins_dir               TEXT              Where CNI plugins are, with colons between.
      B network_cni_root_dir_persist          BOOLEAN=false     Whether CNI state outlives a reboot.
      B nvidia_gpu_devices                    TEXT              GPUs to offer, with commas between.
      B revocable_cpu_low_priority            BOOLEAN=true      Whether revocable cpus run at low priority.
      B secret_resolver                       TEXT              Module that resolves secrets.
      B systemd_enable_support                BOOLEAN=true      Whether executors get a systemd slice of their own.
      B systemd_runtime_directory             PATH=/run/systemd/system Where systemd keeps its state.
      B volume_gid_range                      TEXT              Group ids for volumes that users share.
      """;

  private static final String RARE =
      """
      C agent_subsystems(slave_subsystems)    TEXT              Cgroup subsystems the agent itself is put into.
      C appc_simple_discovery_uri_prefix      TEXT=http://      Where appc images come from.
      C appc_store_dir                        PATH=/tmp/mesos/store/appc Directory for appc images.
      C cgroups_net_cls_primary_handle        TEXT              Primary handle of net_cls.
      C cgroups_net_cls_secondary_handles     TEXT              Range of secondary handles of net_cls.
      C check_agent_port_range_only           BOOLEAN=false     Whether ports outside the agent's own are free to use.
      C container_ports_isolated_range        TEXT              Ports that are watched.
      C container_ports_watch_interval        DURATION=30secs   How often ports are watched.
      C csi_plugin_config_dir                 PATH              Directory of CSI plugin configurations.
      C default_container_shm_size            BYTES             Size of /dev/shm.
      C disallow_sharing_agent_ipc_namespace  BOOLEAN=false     Whether every container has IPC of its own.
      C disallow_sharing_agent_pid_namespace  BOOLEAN=false     Whether every container has pids of its own.
      C disk_profile_adaptor                  TEXT              Module that knows disk profiles.
      C domain_socket_location                TEXT              Unix socket for executors.
      C egress_burst                          BYTES             Bytes that may leave a container at the ceil rate.
      C egress_ceil_limit                     BYTES             Rate of a burst out of a container.
      C egress_flow_classifier_parent         TEXT=root         Where egress flows are classified.
      C egress_rate_limit_per_container       BYTES             Rate out of a container, per second.
      C egress_rate_per_cpu                   TEXT              Rate out of a container per cpu, or auto.
      C egress_unique_flow_per_container      BOOLEAN=false     Whether every container is a flow.
      C enforce_container_ports               BOOLEAN=false     Whether containers on foreign ports are killed.
      C ephemeral_ports_per_container         COUNT=1024        Ephemeral ports of a container.
      C eth0_name                             TEXT              Public network interface.
      C firewall_rules                        TEXT              Endpoints that are closed, as JSON.
      C http_executor_domain_sockets          BOOLEAN=false     Whether executors use a unix socket.
      C ingress_burst                         BYTES             Bytes that may enter a container at the ceil rate.
      C ingress_ceil_limit                    BYTES             Rate of a burst into a container.
      C ingress_isolate_existing_containers   BOOLEAN=true      Whether running containers are limited, too.
      C ingress_rate_limit_per_container      BYTES             Rate into a container, per second.
      C ingress_rate_per_cpu                  TEXT              Rate into a container per cpu, or auto.
      C ip6                                   TEXT              IPv6 address to tell others.
      C ip6_discovery_command                 TEXT              Program that prints it.
      C lo_name                               TEXT              Loopback network interface.
      C master_detector                       TEXT              Module that detects the leader.
      C maximum_egress_rate_limit             BYTES             Most that may leave a container, per second.
      C maximum_ingress_rate_limit            BYTES             Most that may enter a container, per second.
      C memory_profiling                      BOOLEAN=false     Whether heap profiles can be taken.
      C minimum_egress_rate_limit             BYTES             Least that may leave a container, per second.
      C minimum_ingress_rate_limit            BYTES             Least that may enter a container, per second.
      C network_enable_rate_statistics        BOOLEAN=false     Whether rates are sampled.
      C network_enable_snmp_statistics        BOOLEAN=false     Whether SNMP counters are collected.
      C network_enable_socket_statistics_details BOOLEAN=false     Whether sockets are measured one by one.
      C network_enable_socket_statistics_summary BOOLEAN=false     Whether sockets are counted.
      C network_link_speed                    BYTES             Speed of the network link, per second.
      C network_rate_statistics_interval      DURATION          Between two samples of rates.
      C network_rate_statistics_window        DURATION          How long samples of rates count.
      C oversubscribed_resources_interval DURATION=15secs How often the master hears of oversubscribed resources.
      C perf_duration                         DURATION=10secs   How long perf samples.
      C perf_events                           TEXT              Events perf samples.
      C perf_interval                         DURATION=1mins    How often perf samples.
      C qos_controller                        TEXT              Module that corrects oversubscription.
      C qos_correction_interval_min           DURATION=0ns      Between two corrections at least.
      C resource_estimator                    TEXT              Module that estimates what can be oversubscribed.
      C resource_provider_config_dir          PATH              Directory of resource provider configurations.
      C seccomp_config_dir                    PATH              Directory of seccomp profiles.
      C seccomp_profile_name                  TEXT              Seccomp profile for containers that name none.
      C xfs_kill_containers                   BOOLEAN=false     Whether containers over their XFS quota are killed.
      C xfs_project_range                     TEXT=[5000-10000] XFS project ids to use.
      C xfs_quota_headroom                    BYTES=10MB        Between soft and hard XFS quota.
      """;

  static final List<Flag<?>> ALL = all();

  private AcceptedAgentFlags() {}

  private static List<Flag<?>> all() {
    List<Flag<?>> all = new ArrayList<>(AcceptedFlags.parse(COMMON));
    all.addAll(AcceptedFlags.parse(RARE));
    return List.copyOf(all);
  }
}
