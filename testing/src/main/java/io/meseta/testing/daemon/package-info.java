/** Master and agent daemons around the real cores, with simulated disks and a simulated network. */
package io.meseta.testing.daemon;
