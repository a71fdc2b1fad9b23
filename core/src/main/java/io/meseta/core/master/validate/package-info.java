/** What can be wrong with what frameworks and agents send, in Mesos' words. */
package io.meseta.core.master.validate;
