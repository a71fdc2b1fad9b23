/** Containers that outlive the agent's process, and what runs in them. */
package io.meseta.testing.container;
