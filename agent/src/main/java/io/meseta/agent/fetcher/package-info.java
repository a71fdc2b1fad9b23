/**
 * Brings the files of {@code CommandInfo.uris} into a sandbox before its container starts (Mesos
 * reference §12.4): downloads, copies, unpacks, as the task's user and never outside the sandbox.
 * {@link io.meseta.agent.fetcher.Fetcher} is the way in.
 */
package io.meseta.agent.fetcher;
