/** How a task becomes a container: whether it may, and what is started with which environment. */
package io.meseta.core.agent.launch;
