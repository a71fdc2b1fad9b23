/** The launcher process: parent of all containers, outliving the agent. JDK only. */
package io.meseta.agent.launcher.process;
