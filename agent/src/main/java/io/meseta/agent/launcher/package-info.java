/** What an agent needs to start containers that outlive it: the client of the launcher process. */
package io.meseta.agent.launcher;
