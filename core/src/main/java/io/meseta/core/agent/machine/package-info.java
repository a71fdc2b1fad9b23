/** How an agent carries out commands: one small class for each thing that it does. */
package io.meseta.core.agent.machine;
