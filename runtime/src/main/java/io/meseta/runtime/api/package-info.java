/**
 * What all v1 APIs share: media types, decoding of calls, framing of event streams (Mesos reference
 * §0.3).
 */
package io.meseta.runtime.api;
