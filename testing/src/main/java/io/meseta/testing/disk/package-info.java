/** Disks that lose power, and the journals on them. */
package io.meseta.testing.disk;
