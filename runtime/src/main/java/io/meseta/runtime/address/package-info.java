/** Where a daemon listens, and under which name others reach it. */
package io.meseta.runtime.address;
