package org.dimdesktop.updates;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A way in which people set up containers.
 *
 * @param body of the create call; {@code $} stands for the run's prefix
 * @param ownCommand whether the image's command has no part in it, so that a new one changes
 *     nothing
 * @param differs where the new container is to differ besides in the new image's defaults
 */
record Shape(String name, String body, boolean ownCommand, Set<String> differs) {
  private static final String LOOP = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

  @Override
  public String toString() {
    return name;
  }

  static Shape of(String name, String body) {
    return new Shape(name, body, false, Set.of());
  }

  private static Shape host(String name, String hostConfig) {
    return of(name, "{\"HostConfig\":{" + hostConfig + "}}");
  }

  private Shape withOwnCommand() {
    return new Shape(name, body.replace("LOOP", LOOP), true, differs);
  }

  private Shape differing(String... paths) {
    return new Shape(name, body, ownCommand, Set.of(paths));
  }

  /** Where the container of the next version differs from the one before. */
  Set<String> differences() {
    Set<String> expected = new TreeSet<>(differs);
    expected.add("Config.Labels.app.version");
    if (!name.equals("user and folder")) {
      expected.add("Config.Env");
    }
    // Every image has a volume that nobody named: from the update on, it has its name.
    expected.add("HostConfig.Mounts");
    if (!ownCommand) {
      expected.add("Config.Cmd");
      expected.add("Args");
    }
    return expected;
  }

  /** All of them. */
  static Stream<Shape> all() {
    return Stream.of(
            List.of(
                of("plain", "{}"),
                of(
                    "two networks",
                    """
                    {"MacAddress":"02:42:0a:4d:00:77","HostConfig":{"NetworkMode":"$-n1"},
                     "NetworkingConfig":{"EndpointsConfig":{"$-n1":{
                       "Aliases":["web","www"],"IPAMConfig":{"IPv4Address":"10.77.#.9"}}}}}
                    """),
                host("host network", "\"NetworkMode\":\"host\""),
                host("no network", "\"NetworkMode\":\"none\"")),
            volumes(),
            processes(),
            limits())
        .flatMap(List::stream);
  }

  /**
   * Those of a list of names with commas; where it is empty, those that {@code dim.updates.shapes}
   * names, or all.
   */
  static Stream<Shape> chosen(String names) {
    String list = names.isEmpty() ? System.getProperty("dim.updates.shapes", "") : names;
    List<String> wanted = List.of(list.split(",", -1));
    return all().filter(shape -> list.isEmpty() || wanted.contains(shape.name()));
  }

  private static List<Shape> volumes() {
    return List.of(
        of("anonymous volume", "{\"Volumes\":{\"/data\":{}}}").differing("HostConfig.Mounts"),
        host(
                "named volumes",
                """
                "Binds":["$-vol:/named:ro"],
                "Mounts":[{"Type":"volume","Source":"$-vol2","Target":"/mounted",
                           "VolumeOptions":{"NoCopy":true,"Labels":{"a":"b"}}},
                          {"Type":"volume","Target":"/unnamed"}]
                """)
            .differing("HostConfig.Mounts"),
        host(
            "binds",
            "\"Binds\":[\"/tmp:/host:ro\",\"/etc:/etc2:ro,rprivate\"],"
                + "\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/usr\",\"Target\":\"/usr2\","
                + "\"ReadOnly\":true,\"BindOptions\":{\"Propagation\":\"rprivate\"}}]"),
        host(
            "tmpfs",
            "\"Tmpfs\":{\"/run\":\"rw,noexec,size=65536k\"},"
                + "\"Mounts\":[{\"Type\":\"tmpfs\",\"Target\":\"/scratch\","
                + "\"TmpfsOptions\":{\"SizeBytes\":1048576,\"Mode\":1023}}]"),
        host("read-only root", "\"ReadonlyRootfs\":true,\"Tmpfs\":{\"/tmp\":\"\"}"));
  }

  private static List<Shape> processes() {
    return List.of(
        of("own command", "{\"Cmd\":[\"LOOP\"]}").withOwnCommand(),
        of("own entrypoint", "{\"Entrypoint\":[\"/bin/sh\",\"-e\",\"-c\",\"LOOP\"]}")
            .withOwnCommand(),
        of("own both", "{\"Entrypoint\":[\"/bin/sh\"],\"Cmd\":[\"-c\",\"LOOP\"]}").withOwnCommand(),
        of("no entrypoint", "{\"Entrypoint\":[\"\"],\"Cmd\":[\"/bin/sh\",\"-c\",\"LOOP\"]}")
            .withOwnCommand(),
        of(
            "user and folder",
            """
            {"User":"1000:1000","WorkingDir":"/etc","Hostname":"box","Domainname":"example.org",
             "Env":["OWN=1","DEFAULT=mine"],"Tty":true,"OpenStdin":true,"Labels":{"own":"1"}}
            """),
        of(
            "health check",
            """
            {"Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":200000000,"Timeout":1000000000,
             "Retries":2,"StartPeriod":100000000}}
            """),
        of(
            "stop signal",
            "{\"StopSignal\":\"SIGINT\",\"StopTimeout\":1,\"HostConfig\":{\"Init\":true}}"),
        of(
                "compose",
                """
                {"Labels":{"com.docker.compose.project":"$","com.docker.compose.service":"web",
                 "com.docker.compose.config-hash":"abc","com.docker.compose.image":"sha256:0",
                 "com.docker.compose.container-number":"1","com.docker.compose.oneoff":"False"}}
                """)
            .differing("Config.Labels.com.docker.compose.image"));
  }

  private static List<Shape> limits() {
    return List.of(
        of(
            "ports",
            """
            {"ExposedPorts":{"80/tcp":{},"81/udp":{},"9000/tcp":{},"9001/tcp":{}},
             "HostConfig":{"PortBindings":{
               "80/tcp":[{"HostIp":"127.0.0.1","HostPort":""}],
               "9000/tcp":[{"HostIp":"127.0.0.1","HostPort":"2#0-2#9"}],
               "81/udp":[{"HostIp":"127.0.0.1","HostPort":""}]}}}
            """),
        host("restart always", "\"RestartPolicy\":{\"Name\":\"always\"}"),
        host(
            "restart on failure",
            "\"RestartPolicy\":{\"Name\":\"on-failure\",\"MaximumRetryCount\":3}"),
        host("restart unless stopped", "\"RestartPolicy\":{\"Name\":\"unless-stopped\"}"),
        host("auto-remove", "\"AutoRemove\":true"),
        host(
            "capabilities and devices",
            "\"CapAdd\":[\"NET_ADMIN\"],\"CapDrop\":[\"MKNOD\"],\"SecurityOpt\":[\"no-new-privileges\"],"
                + "\"Devices\":[{\"PathOnHost\":\"/dev/null\",\"PathInContainer\":\"/dev/nil\","
                + "\"CgroupPermissions\":\"r\"}],\"GroupAdd\":[\"5\"]"),
        host(
            "ulimits and sysctls",
            "\"Ulimits\":[{\"Name\":\"nofile\",\"Soft\":512,\"Hard\":1024}],"
                + "\"Sysctls\":{\"net.ipv4.ip_forward\":\"1\"},\"ShmSize\":1048576"),
        host(
            "log driver",
            "\"LogConfig\":{\"Type\":\"json-file\",\"Config\":{\"max-size\":\"1m\",\"max-file\":\"2\"}},"
                + "\"Dns\":[\"127.0.0.1\"],\"DnsOptions\":[\"ndots:2\"],\"ExtraHosts\":[\"db:10.0.0.1\"]"),
        host(
            "memory and processors",
            "\"Memory\":134217728,\"MemoryReservation\":67108864,\"NanoCpus\":500000000,"
                + "\"PidsLimit\":100,\"OomScoreAdj\":100"),
        host("namespaces", "\"PidMode\":\"host\",\"IpcMode\":\"shareable\""));
  }
}
