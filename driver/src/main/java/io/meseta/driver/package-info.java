/**
 * What both drivers stand on: their life cycle, the thread of callbacks, waiting between attempts.
 * Not a public API: applications use org.apache.mesos.
 */
package io.meseta.driver;
