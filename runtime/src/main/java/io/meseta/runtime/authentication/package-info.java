/**
 * How drivers, agents and masters prove to each other who they are: CRAM-MD5 (Mesos reference
 * §13.1).
 */
package io.meseta.runtime.authentication;
