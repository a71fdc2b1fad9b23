package io.meseta.agent.resource;

import static io.meseta.agent.resource.Reconfiguration.ADDITIVE;
import static io.meseta.agent.resource.Reconfiguration.EQUAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.meseta.core.resource.AttributeSyntax;
import io.meseta.core.resource.ResourceSyntax;
import org.apache.mesos.v1.Protos.AgentInfo;
import org.junit.jupiter.api.Test;

/** What an agent may change at a restart. */
class ReconfigurationTest {

  private static final AgentInfo BEFORE =
      agent("cpus:4;mem:1024;cpus(web):1;ports:[1000-2000]", "rack:r1;slots:[1-5]");

  private static AgentInfo agent(String resources, String attributes) {
    return AgentInfo.newBuilder()
        .setHostname("h")
        .setPort(5051)
        .addAllResources(ResourceSyntax.parse(resources, "*"))
        .addAllAttributes(AttributeSyntax.parse(attributes))
        .build();
  }

  @Test
  void equalMeansTheSameInAnyOrder() {
    AgentInfo same = agent("mem:1024;ports:[1000-2000];cpus(web):1;cpus:4", "slots:[1-5];rack:r1");
    assertThat(EQUAL.objection(BEFORE, same)).isEmpty();
    assertThat(EQUAL.objection(BEFORE, agent("cpus:4;mem:1024", "rack:r1;slots:[1-5]")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("the resources changed from 'cpus:4;"));
    assertThat(EQUAL.objection(BEFORE, same.toBuilder().clearAttributes().build()))
        .hasValue("the attributes changed from 'rack:r1;slots:[1-5]' to ''");
    assertThat(EQUAL.objection(BEFORE, same.toBuilder().setHostname("g").build()))
        .hasValue("the hostname changed from 'h' to 'g'");
  }

  @Test
  void additiveMeansNothingLess() {
    AgentInfo more =
        agent(
            "cpus:5;mem:1024;cpus(web):1;cpus(db):1;ports:[1000-3000]",
            "rack:r1;slots:[1-6];zone:z");
    assertThat(ADDITIVE.objection(BEFORE, more)).isEmpty();
    assertThat(EQUAL.objection(BEFORE, more)).isPresent();
    assertThat(ADDITIVE.objection(more, BEFORE))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("there is less than cpus:5 of before"));
    assertThat(
            ADDITIVE.objection(
                BEFORE, agent("cpus:5;mem:1024;cpus(web):1;ports:[1000-2000]", "slots:[1-5]")))
        .hasValue("the attribute rack:r1 is missing or has changed");
    assertThat(ADDITIVE.objection(BEFORE, more.toBuilder().setPort(1).build()))
        .hasValue("the port changed from '5051' to '1'");
  }
}
