/** What a machine has to offer, as its operator says or as it is found (Mesos reference §8.2). */
package io.meseta.agent.resource;
