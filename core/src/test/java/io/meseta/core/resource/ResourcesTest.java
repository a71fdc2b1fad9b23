package io.meseta.core.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Resource.DiskInfo;
import org.apache.mesos.v1.Protos.Resource.ReservationInfo;
import org.apache.mesos.v1.Protos.Resource.SharedInfo;
import org.apache.mesos.v1.Protos.Value;
import org.apache.mesos.v1.Protos.Volume;
import org.junit.jupiter.api.Test;

class ResourcesTest {

  private static Resources of(String text) {
    return Resources.of(ResourceSyntax.parse(text, Roles.DEFAULT));
  }

  private static Resource volume(String id, double megabytes) {
    return Resource.newBuilder()
        .setName("disk")
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(megabytes))
        .addReservations(
            ReservationInfo.newBuilder().setType(ReservationInfo.Type.DYNAMIC).setRole("db"))
        .setDisk(DiskInfo.newBuilder().setPersistence(DiskInfo.Persistence.newBuilder().setId(id)))
        .build();
  }

  @Test
  void countsInWholeThousandths() {
    Resources tenth = of("cpus:0.1");
    Resources sum = Resources.EMPTY;
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(tenth);
    }
    assertThat(sum).isEqualTo(of("cpus:1"));
    assertThat(sum.scalarThousandths("cpus")).isEqualTo(1000);
    assertThat(of("cpus:0.0014").scalarThousandths("cpus")).isEqualTo(1);
    assertThat(of("cpus:0").isEmpty()).isTrue();
  }

  @Test
  void printsAsMesosDoes() {
    assertThat(of("cpus:3.700;mem:4064;ports:[31001-31002,31000-31000];zones:{b,a}"))
        .hasToString("cpus:3.7; mem:4064; ports:[31000-31002]; zones:{a, b}");
    assertThat(of("cpus(web):2").allocatedTo("web/blog"))
        .hasToString("cpus(allocated: web/blog)(reservations: [(STATIC,web)]):2");
    assertThat(Resources.of(List.of(volume("v1", 64))))
        .hasToString("disk(reservations: [(DYNAMIC,db)])[v1]:64");
    assertThat(Resources.EMPTY).hasToString("{}");
  }

  @Test
  void keepsKindsApart() {
    Resources all = of("cpus:1;cpus(web):2;cpus(db):4");
    assertThat(all.unreserved()).isEqualTo(of("cpus:1"));
    assertThat(all.reservedFor("web")).isEqualTo(of("cpus(web):2"));
    assertThat(all.allocatableTo("web/blog")).isEqualTo(of("cpus:1;cpus(web):2"));
    assertThat(all.allocatableTo("webber")).isEqualTo(of("cpus:1"));
    assertThat(all.scalar("cpus")).isEqualTo(7);
    assertThat(all.contains(of("cpus:2"))).isFalse();
    assertThat(all.reservationRoles()).containsExactly("web", "db");
  }

  @Test
  void takesVolumesOnlyAsAWhole() {
    Resources one = Resources.of(List.of(volume("v1", 64)));
    assertThat(one.contains(Resources.of(List.of(volume("v1", 32))))).isFalse();
    assertThat(one.contains(Resources.of(List.of(volume("v1", 64))))).isTrue();
    assertThat(one.contains(Resources.of(List.of(volume("v2", 64))))).isFalse();
  }

  @Test
  void keepsWholeThingsApartHoweverAlikeTheyAre() {
    Resource mount =
        Resource.newBuilder()
            .setName("disk")
            .setType(Value.Type.SCALAR)
            .setScalar(Value.Scalar.newBuilder().setValue(5))
            .setDisk(
                DiskInfo.newBuilder()
                    .setSource(DiskInfo.Source.newBuilder().setType(DiskInfo.Source.Type.MOUNT)))
            .build();
    Resources two = Resources.of(List.of(mount, mount));
    assertThat(two).hasToString("disk[MOUNT]:5; disk[MOUNT]:5");
    assertThat(Resources.of(mount).contains(two)).isFalse();
    assertThat(two.contains(two)).isTrue();
    assertThat(two.minus(Resources.of(mount))).isEqualTo(Resources.of(mount));
    assertThat(two).isNotEqualTo(Resources.of(mount));
  }

  @Test
  void knowsAVolumeByItsId() {
    Resource volume = volume("v1", 64);
    Resource.Builder mounted = volume.toBuilder();
    mounted
        .getDiskBuilder()
        .setVolume(Volume.newBuilder().setContainerPath("p").setMode(Volume.Mode.RW));
    mounted.getDiskBuilder().getPersistenceBuilder().setPrincipal("somebody");
    assertThat(Resources.of(mounted.build())).isEqualTo(Resources.of(volume));
    assertThat(Resources.of(volume).minus(Resources.of(mounted.build())))
        .isEqualTo(Resources.EMPTY);
  }

  @Test
  void countsWhoHasWhatIsShared() {
    Resources one =
        Resources.of(
            volume("v1", 64).toBuilder().setShared(SharedInfo.getDefaultInstance()).build());
    Resources two = one.plus(one);
    assertThat(two.scalar("disk")).isEqualTo(64);
    assertThat(two).hasToString("disk(reservations: [(DYNAMIC,db)])[v1]<SHARED>:64<2>");
    assertThat(two.contains(one)).isTrue();
    assertThat(one.contains(two)).isFalse();
    assertThat(two.minus(one)).isEqualTo(one);
    assertThat(two.toProtobuf()).hasSize(1);
  }

  @Test
  void readsBothReservationFormats() {
    Resource refined = ResourceSyntax.parse("cpus(web):2", "*").get(0);
    Resource coarse = ReservationFormat.coarsen(refined).orElseThrow();
    assertThat(coarse.getReservationsCount()).isZero();
    assertThat(ReservationFormat.refine(coarse)).isEqualTo(refined);
    assertThat(Resources.of(List.of(coarse))).isEqualTo(of("cpus(web):2"));

    Resource twice =
        refined.toBuilder()
            .addReservations(
                ReservationInfo.newBuilder()
                    .setType(ReservationInfo.Type.DYNAMIC)
                    .setRole("web/blog"))
            .build();
    assertThat(ReservationFormat.coarsen(twice)).isEmpty();
  }

  @Test
  void restoresWhatVolumesWereMadeOf() {
    assertThat(Resources.of(List.of(volume("v1", 64))).withoutChanges()).isEqualTo(of("disk:64"));
  }

  @Test
  void seesWhatIsUsedTwice() {
    assertThat(of("ports:[1-5]").overlaps(of("ports:[5-9]"))).isTrue();
    assertThat(of("ports:[1-5]").overlaps(of("ports:[6-9]"))).isFalse();
    assertThat(of("cpus:1").overlaps(of("cpus:1"))).isFalse();
    assertThat(of("zones:{a}").overlaps(of("zones:{a,b}"))).isTrue();
  }
}
