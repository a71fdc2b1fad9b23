/** Files of a daemon over HTTP: sandboxes and logs, by virtual paths (Mesos reference §4.5). */
package io.meseta.runtime.files;
