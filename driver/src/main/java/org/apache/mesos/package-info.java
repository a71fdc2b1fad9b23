/** The classic Mesos API for frameworks and executors, without native code. */
package org.apache.mesos;
