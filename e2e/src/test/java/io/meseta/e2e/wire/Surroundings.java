package io.meseta.e2e.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a recorded task wrote of its environment, directory, streams and process, without what
 * belongs to one machine and one run.
 */
final class Surroundings {

  /** {@code pid ppid pgid sid sh -c …} as {@code ps} shows the task itself. */
  private static final Pattern PROCESS =
      Pattern.compile("(?m)^ *(\\d+) +\\d+ +(\\d+) +(\\d+) (sh -c .*)$");

  private Surroundings() {}

  static String shown(String output) {
    String text = output.replaceAll("(?s)\ntime\\(seconds\\).*", "\n"); // limits are the machine's
    Matcher process = PROCESS.matcher(text);
    if (!process.find()) {
      throw new AssertionError("no process in " + output);
    }
    String leads = process.group(2).equals(process.group(3)) ? "one session" : "two sessions";
    return text.substring(0, text.indexOf("  PID"))
            .replaceAll("(?m)^uid=.*$", "uid=…") // whoever runs the test
            .replaceAll("(?m)^total \\d+$", "total …")
            .replaceAll("(?m)^([-dlrwx]{10}) .* \\d\\d:\\d\\d (\\S)", "$1 $2")
            .replaceAll("(?m)^(-rw-r--r--) .* (std\\w+)$", "$1 $2")
            .replaceAll("/\\S*/slaves/", "<work>/slaves/")
            .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:<port>")
            .replaceAll("/proc/\\d+/", "/proc/<pid>/")
        + leads
        + ": "
        + process.group(4);
  }
}
