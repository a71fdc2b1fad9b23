/** Linux itself: libc by the foreign function interface, and /proc. JDK only. */
package io.meseta.agent.linux;
