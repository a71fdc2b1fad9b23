package io.meseta.core.master.state;

import io.meseta.core.Pid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.mesos.v1.Protos.Address;
import org.apache.mesos.v1.Protos.URL;

/** Where an agent's process answers over HTTP, as frameworks are told in offers. */
final class AgentUrl {

  private static final Pattern PID = Pattern.compile("(.*)@\\[?(.*?)\\]?:(\\d{1,5})");

  private AgentUrl() {}

  static URL of(Pid pid, String hostname) {
    Address.Builder address = Address.newBuilder().setHostname(hostname).setPort(0);
    URL.Builder url = URL.newBuilder().setScheme("http");
    Matcher parts = PID.matcher(pid.value());
    if (parts.matches()) {
      address.setIp(parts.group(2)).setPort(Integer.parseInt(parts.group(3)));
      url.setPath("/" + parts.group(1));
    }
    return url.setAddress(address).build();
  }
}
