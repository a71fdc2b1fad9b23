package io.meseta.agent.linux;

/** Numbers of the system calls for which libc offers nothing fitting. */
record SystemCalls(int setgroups, int setresgid, int setresuid) {

  static final SystemCalls OF_THIS_MACHINE =
      switch (System.getProperty("os.arch")) {
        case "amd64" -> new SystemCalls(116, 119, 117);
        case "aarch64", "riscv64" -> new SystemCalls(159, 149, 147);
        default ->
            throw new UnsupportedOperationException(
                "containers need Linux on x86-64, aarch64 or riscv64, not "
                    + System.getProperty("os.arch"));
      };
}
