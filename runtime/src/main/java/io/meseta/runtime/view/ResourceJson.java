package io.meseta.runtime.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Thousandths;
import io.meseta.protocol.json.MesosJson;
import io.meseta.protocol.v0.Dialect;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.mesos.v1.Protos.Attribute;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * Resources and attributes as the v0 endpoints print them (Mesos reference §4.3, "resources JSON").
 */
public final class ResourceJson {

  private static final List<String> ALWAYS = List.of("cpus", "gpus", "mem", "disk");

  private ResourceJson() {}

  /** {@code "name":{"cpus":1.0,…}}: sums by resource name, whatever role and reservation. */
  public static void totals(JsonGenerator out, String name, Resources resources)
      throws IOException {
    Map<String, Resource> sums = sumsByName(resources);
    out.writeObjectFieldStart(name);
    for (String scalar : ALWAYS) {
      if (!sums.containsKey(scalar)) {
        JsonView.number(out, scalar, 0);
      }
    }
    for (Map.Entry<String, Resource> sum : sums.entrySet()) {
      writeValue(out, sum.getKey(), sum.getValue());
    }
    out.writeEndObject();
  }

  /** As {@link #totals(JsonGenerator, String, Resources)}, of resources as messages carry them. */
  public static void totals(JsonGenerator out, String name, List<Resource> resources)
      throws IOException {
    totals(out, name, Resources.of(resources));
  }

  /** {@code "name":{"cpus":1.0,"ports":101.0}}: how much there is, of ranges and sets how many. */
  public static void quantities(JsonGenerator out, String name, Resources resources)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (Map.Entry<String, Resource> sum : sumsByName(resources).entrySet()) {
      JsonView.number(out, sum.getKey(), quantity(sum.getValue()));
    }
    out.writeEndObject();
  }

  /** {@code "name":[{…},…]}: each resource whole, with both forms of its reservation. */
  public static void full(JsonGenerator out, String name, Resources resources) throws IOException {
    out.writeArrayFieldStart(name);
    for (Resource resource : resources.toProtobuf()) {
      MesosJson.write(EndpointFormat.of(resource), out, Dialect.V0);
    }
    out.writeEndArray();
  }

  /** {@code "reserved_resources":{"role":{…},…}}. */
  public static void reservedTotals(JsonGenerator out, String name, Resources resources)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (String role : resources.reservationRoles()) {
      totals(out, role, resources.reservedFor(role));
    }
    out.writeEndObject();
  }

  /** {@code "reserved_resources_full":{"role":[…],…}}. */
  public static void reservedFull(JsonGenerator out, String name, Resources resources)
      throws IOException {
    out.writeObjectFieldStart(name);
    for (String role : resources.reservationRoles()) {
      full(out, role, resources.reservedFor(role));
    }
    out.writeEndObject();
  }

  /** {@code "attributes":{"rack":"r1",…}}. */
  public static void attributes(JsonGenerator out, List<Attribute> attributes) throws IOException {
    out.writeObjectFieldStart("attributes");
    for (Attribute attribute : attributes) {
      switch (attribute.getType()) {
        case SCALAR -> JsonView.number(out, attribute.getName(), attribute.getScalar().getValue());
        case RANGES -> out.writeStringField(attribute.getName(), text(attribute.getRanges()));
        case SET -> out.writeStringField(attribute.getName(), text(attribute.getSet()));
        case TEXT -> out.writeStringField(attribute.getName(), attribute.getText().getValue());
      }
    }
    out.writeEndObject();
  }

  private static Map<String, Resource> sumsByName(Resources resources) {
    List<Resource> plain = resources.toProtobuf().stream().map(ResourceJson::nameAndValue).toList();
    Map<String, Resource> sums = new LinkedHashMap<>();
    Resources.of(plain).toProtobuf().forEach(sum -> sums.put(sum.getName(), sum));
    return sums;
  }

  private static Resource nameAndValue(Resource resource) {
    String suffix = resource.hasRevocable() ? "_revocable" : "";
    Resource.Builder plain =
        Resource.newBuilder().setName(resource.getName() + suffix).setType(resource.getType());
    switch (resource.getType()) {
      case SCALAR -> plain.setScalar(resource.getScalar());
      case RANGES -> plain.setRanges(resource.getRanges());
      case SET -> plain.setSet(resource.getSet());
      case TEXT -> {} // resources are never text
    }
    return plain.build();
  }

  private static void writeValue(JsonGenerator out, String name, Resource sum) throws IOException {
    switch (sum.getType()) {
      case SCALAR -> JsonView.number(out, name, exact(sum.getScalar().getValue()));
      case RANGES -> out.writeStringField(name, text(sum.getRanges()));
      case SET -> out.writeStringField(name, text(sum.getSet()));
      case TEXT -> {} // resources are never text
    }
  }

  private static double quantity(Resource sum) {
    return switch (sum.getType()) {
      case SCALAR -> exact(sum.getScalar().getValue());
      case RANGES ->
          sum.getRanges().getRangeList().stream()
              .mapToLong(range -> range.getEnd() - range.getBegin() + 1)
              .sum();
      case SET -> sum.getSet().getItemCount();
      case TEXT -> 0;
    };
  }

  private static double exact(double value) {
    return Thousandths.toDouble(Thousandths.of(value));
  }

  private static String text(Value.Ranges ranges) {
    return ranges.getRangeList().stream()
        .map(range -> range.getBegin() + "-" + range.getEnd())
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String text(Value.Set set) {
    return String.join(", ", set.getItemList()).transform(items -> "{" + items + "}");
  }
}
