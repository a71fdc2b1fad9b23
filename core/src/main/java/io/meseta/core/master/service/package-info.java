/** Agents that operators take out of service, empty, and put back (Mesos reference §12.9). */
package io.meseta.core.master.service;
