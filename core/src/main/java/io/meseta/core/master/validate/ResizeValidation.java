package io.meseta.core.master.validate;

import io.meseta.core.master.state.Agent;
import io.meseta.core.resource.ResourceValidation;
import io.meseta.core.resource.Resources;
import io.meseta.core.resource.Thousandths;
import java.util.List;
import java.util.Optional;
import org.apache.mesos.v1.Protos.AgentInfo.Capability;
import org.apache.mesos.v1.Protos.Offer.Operation.GrowVolume;
import org.apache.mesos.v1.Protos.Offer.Operation.ShrinkVolume;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo.Source;

/** What can be wrong with a GROW_VOLUME or a SHRINK_VOLUME (Mesos reference §10.7). */
final class ResizeValidation {

  private ResizeValidation() {}

  static Optional<String> validate(GrowVolume grow, Agent agent) {
    Resource volume = grow.getVolume();
    Resource addition = grow.getAddition();
    return Checks.first(
        () -> validate(volume, "GrowVolume.volume"),
        () -> validate(addition, "GrowVolume.addition"),
        () ->
            Checks.errorIf(
                Thousandths.of(addition.getScalar().getValue()) <= 0,
                "The size of 'GrowVolume.addition' field must be greater than zero"),
        () ->
            Checks.errorIf(
                volume.hasProviderId(),
                "Growing a volume from a resource provider is not supported"),
        () -> validatePersistent(volume, "GrowVolume.volume"),
        () ->
            Checks.errorIf(
                volume.hasShared(), "Growing a shared persistent volume is not supported"),
        () ->
            Checks.errorIf(
                Resources.of(volume).withoutPersistence().plus(Resources.of(addition)).size() != 1,
                "Incompatible resources in the 'GrowVolume.volume' and 'GrowVolume.addition'"
                    + " fields"),
        () -> validateCapability(volume, "grown", agent));
  }

  static Optional<String> validate(ShrinkVolume shrink, Agent agent) {
    Resource volume = shrink.getVolume();
    long subtract = Thousandths.of(shrink.getSubtract().getValue());
    return Checks.first(
        () -> validate(volume, "ShrinkVolume.volume"),
        () ->
            Checks.errorIf(
                subtract <= 0, "Value of 'ShrinkVolume.subtract' must be greater than zero"),
        () ->
            Checks.errorIf(
                Thousandths.of(volume.getScalar().getValue()) <= subtract,
                "Value of 'ShrinkVolume.subtract' must be smaller than the size of"
                    + " 'ShrinkVolume.volume'"),
        () ->
            Checks.errorIf(
                volume.hasProviderId(),
                "Shrinking a volume from a resource provider is not supported"),
        () ->
            Checks.errorIf(
                volume.getDisk().getSource().getType() == Source.Type.MOUNT,
                "Shrinking a volume on a MOUNT disk is not supported"),
        () -> validatePersistent(volume, "ShrinkVolume.volume"),
        () ->
            Checks.errorIf(
                volume.hasShared(), "Shrinking a shared persistent volume is not supported"),
        () -> validateCapability(volume, "shrunk", agent));
  }

  private static Optional<String> validate(Resource resource, String field) {
    return ResourceValidation.validate(resource)
        .map(error -> "Invalid resource in the '" + field + "' field: " + error);
  }

  private static Optional<String> validatePersistent(Resource volume, String field) {
    return OperationValidation.validateVolumes(List.of(volume))
        .map(error -> "Invalid persistent volume in the '" + field + "' field: " + error);
  }

  private static Optional<String> validateCapability(Resource volume, String verb, Agent agent) {
    return Checks.errorIf(
        !agent.has(Capability.Type.RESIZE_VOLUME),
        "Volume %s cannot be %s on an agent without RESIZE_VOLUME capability"
            .formatted(OperationValidation.text(volume), verb));
  }
}
