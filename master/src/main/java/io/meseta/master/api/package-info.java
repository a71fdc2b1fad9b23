/** How the adapters of the master's APIs reach its core. */
package io.meseta.master.api;
