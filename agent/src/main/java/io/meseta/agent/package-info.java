/** The agent daemon, put together by hand. */
package io.meseta.agent;
