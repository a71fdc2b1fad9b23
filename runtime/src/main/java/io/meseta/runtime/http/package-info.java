/** HTTP messages, long-lived streams and routing as Mesos has them; knows no sockets. */
package io.meseta.runtime.http;
