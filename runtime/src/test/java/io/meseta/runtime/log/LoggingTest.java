package io.meseta.runtime.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import io.meseta.runtime.flags.FlagException;
import io.meseta.runtime.flags.FlagTable;
import io.meseta.runtime.flags.LoggingFlags;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LoggingTest {

  private final Logger ours = LoggerFactory.getLogger("io.meseta.some.Thing");
  private final ch.qos.logback.classic.Logger root =
      (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ch.qos.logback.classic.Logger meseta =
      (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("io.meseta");
  private final Level rootBefore = root.getLevel();
  private final Level mesetaBefore = meseta.getLevel();

  @AfterEach
  void restore() {
    root.setLevel(rootBefore);
    meseta.setLevel(mesetaBefore);
  }

  private static void configure(String... arguments) throws FlagException {
    Logging.configure(new FlagTable(LoggingFlags.ALL).parse(List.of(arguments), Map.of()));
  }

  @Test
  void isFoundByLogback() {
    assertThat(ServiceLoader.load(Configurator.class))
        .hasAtLeastOneElementOfType(QuietConfigurator.class);
  }

  @Test
  void printsOneShortLineOnStandardErrorAndNothingBelowAWarning() {
    PrintStream stderr = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LoggerContext context = new LoggerContext();
    try {
      System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
      context.setMDCAdapter(new LogbackMDCAdapter());
      new QuietConfigurator().configure(context);
      context.getLogger("io.meseta.some.Thing").warn("disk {} is full", "sda");
      context.getLogger("io.netty.Whatever").info("hello");
    } finally {
      context.stop();
      System.setErr(stderr);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} WARN  Thing: disk sda is full\n");
  }

  @Test
  void logsAtTheLevelOfTheFlag() throws FlagException {
    configure();
    assertThat(ours.isInfoEnabled()).isTrue();
    assertThat(ours.isDebugEnabled()).isFalse();

    configure("--logging_level=ERROR");
    assertThat(ours.isWarnEnabled()).isFalse();
    assertThat(ours.isErrorEnabled()).isTrue();

    configure("--logging_level=WARNING");
    assertThat(ours.isWarnEnabled()).isTrue();
  }

  @Test
  void saysNothingWhenQuiet() throws FlagException {
    configure("--quiet");

    assertThat(ours.isErrorEnabled()).isFalse();
    assertThat(LoggerFactory.getLogger("io.netty.Whatever").isErrorEnabled()).isFalse();
  }
}
