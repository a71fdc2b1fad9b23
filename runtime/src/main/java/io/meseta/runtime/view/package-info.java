/** The shapes of the v0 endpoints that master and agent share (Mesos reference §4.3, §4.4). */
package io.meseta.runtime.view;
