package org.apache.mesos;

/**
 * Where the native library used to be loaded. There is none any more: loading does nothing, and the
 * version is the one of Apache Mesos whose API this is.
 */
public class MesosNativeLibrary {
  /** Version of the API. */
  public static final String VERSION = "1.11.0";

  private static final Version API = new Version(1, 11, 0);

  /** Does nothing. */
  public static synchronized void load(String path) {}

  /** Does nothing. */
  public static void load() {}

  /** As {@link #VERSION}. */
  public static synchronized Version version() {
    return API;
  }

  /** A version of three numbers, none of them negative. */
  public static class Version implements Comparable<Version> {
    /** First number. */
    public final long major;

    /** Second number. */
    public final long minor;

    /** Third number. */
    public final long patch;

    /** A version with all its numbers. */
    public Version(long major, long minor, long patch) {
      this.major = notNegative("Major", major);
      this.minor = notNegative("Minor", minor);
      this.patch = notNegative("Patch", patch);
    }

    /** As {@code major.minor.0}. */
    public Version(long major, long minor) {
      this(major, minor, 0);
    }

    /** As {@code major.0.0}. */
    public Version(long major) {
      this(major, 0, 0);
    }

    private static long notNegative(String name, long number) {
      if (number < 0) {
        throw new IllegalArgumentException(name + " version must not be negative");
      }
      return number;
    }

    /** Whether all numbers are the same. */
    @SuppressWarnings("NonOverridingEquals") // applications are linked against this one
    public boolean equals(Version other) {
      return other != null && compareTo(other) == 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Version && equals((Version) other);
    }

    @Override
    public int hashCode() {
      return Long.hashCode(major) * 31 * 31 + Long.hashCode(minor) * 31 + Long.hashCode(patch);
    }

    @Override
    public int compareTo(Version other) {
      if (other == null) {
        throw new IllegalArgumentException("other Version must not be null");
      }
      if (major != other.major) {
        return Long.compare(major, other.major);
      }
      return minor != other.minor
          ? Long.compare(minor, other.minor)
          : Long.compare(patch, other.patch);
    }

    /** Whether this is older. */
    public boolean before(Version other) {
      return compareTo(other) < 0;
    }

    /** Whether this is newer. */
    public boolean after(Version other) {
      return compareTo(other) > 0;
    }
  }
}
