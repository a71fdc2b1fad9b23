/** User journeys through the web UI in headless Chromium, against a running cluster. */
package io.meseta.e2e.browser;
