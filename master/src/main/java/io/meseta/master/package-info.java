/** The master daemon: its parts and how they are wired. */
package io.meseta.master;
