package io.meseta.core.allocator.quota;

import io.meseta.core.resource.Resources;
import java.util.Set;

/** Resources together with what is asked of them again and again. Must not be changed. */
public final class Bundle {

  /** Nothing. */
  public static final Bundle NONE = of(Resources.EMPTY, new Quantities.Index(Set.of()));

  private final Resources resources;
  private final Quantities scalars;
  private final Quantities loose;
  private final boolean special;
  private final boolean empty;

  private Bundle(Resources resources, Quantities scalars, Quantities loose, boolean special) {
    this.resources = resources;
    this.scalars = scalars;
    this.loose = loose;
    this.special = special;
    this.empty = resources.isEmpty();
  }

  /** These. */
  public static Bundle of(Resources resources, Quantities.Index index) {
    Quantities scalars = new Quantities(index);
    resources.forEachScalar(scalars::add);
    Resources loose = resources.loose();
    if (loose == resources) {
      return new Bundle(resources, scalars, scalars, false);
    }
    Quantities looseScalars = new Quantities(index);
    loose.forEachScalar(looseScalars::add);
    return new Bundle(resources, scalars, looseScalars, true);
  }

  /** These. */
  public Resources resources() {
    return resources;
  }

  /** All scalars. */
  public Quantities scalars() {
    return scalars;
  }

  /** Scalars that are not reserved and there to stay: what guarantees and limits are about. */
  public Quantities loose() {
    return loose;
  }

  /** Whether anything is reserved, revocable or shared. */
  public boolean isSpecial() {
    return special;
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return empty;
  }
}
