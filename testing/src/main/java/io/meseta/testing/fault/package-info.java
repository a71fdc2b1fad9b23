/** What goes wrong in a simulated cluster, and when. */
package io.meseta.testing.fault;
