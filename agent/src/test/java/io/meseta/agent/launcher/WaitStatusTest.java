package io.meseta.agent.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitStatusTest {

  @Test
  void isWordedAsInMesos() {
    assertThat(WaitStatus.exited(0).description()).isEqualTo("exited with status 0");
    assertThat(new WaitStatus(1024).description()).isEqualTo("exited with status 4");
    assertThat(WaitStatus.signaled(15).description())
        .isEqualTo("terminated with signal Terminated");
    assertThat(new WaitStatus(11 | 0x80).description())
        .isEqualTo("terminated with signal Segmentation fault (core dumped)");
    assertThat(WaitStatus.signaled(36).description())
        .isEqualTo("terminated with signal Real-time signal 2");
  }

  @Test
  void tellsUnknownFromKnown() {
    assertThat(WaitStatus.UNKNOWN.known()).isFalse();
    assertThat(WaitStatus.UNKNOWN.hasExited()).isFalse();
    assertThat(WaitStatus.UNKNOWN.succeeded()).isFalse();
    assertThat(WaitStatus.exited(255).known()).isTrue();
  }
}
