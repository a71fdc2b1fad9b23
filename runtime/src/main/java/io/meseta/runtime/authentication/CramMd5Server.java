package io.meseta.runtime.authentication;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.meseta.protocol.internal.Authentications.AuthenticationCompletedMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationErrorMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationFailedMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationMechanismsMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStartMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * One exchange in which somebody proves to be a principal: message in, message out (Mesos reference
 * §13.1). Sends nothing and knows no time: who waits how long is for others to say. Not for use by
 * several threads at once.
 */
public final class CramMd5Server {

  /** The only mechanism there is. */
  static final String MECHANISM = "CRAM-MD5";

  /** Longer than any principal and digest; what is longer is not looked at. */
  private static final int MAX_RESPONSE_BYTES = 4096;

  private enum Phase {
    STARTING,
    STEPPING,
    OVER
  }

  private final Map<String, String> secrets;
  private final SaslServer sasl;
  private Phase phase = Phase.STARTING;
  private Optional<String> principal = Optional.empty();
  private boolean refused;

  /**
   * An exchange that has not begun.
   *
   * @param host stands in the challenge
   * @param secrets the secret of each principal
   */
  public CramMd5Server(String host, Map<String, String> secrets) {
    this.secrets = secrets;
    try {
      this.sasl = Sasl.createSaslServer(MECHANISM, "mesos", host, Map.of(), this::call);
    } catch (SaslException e) {
      throw new IllegalStateException("this Java has no " + MECHANISM, e);
    }
  }

  /** What the exchange begins with. */
  public AuthenticationMechanismsMessage mechanisms() {
    return AuthenticationMechanismsMessage.newBuilder().addMechanisms(MECHANISM).build();
  }

  /** The challenge, or what is wrong. */
  public Message start(AuthenticationStartMessage message) {
    if (phase != Phase.STARTING) {
      return error("Unexpected authentication 'start' received");
    }
    if (!message.getMechanism().equals(MECHANISM)) {
      return error("Mechanism '" + message.getMechanism() + "' is not supported");
    }
    phase = Phase.STEPPING;
    return evaluate(message.getData());
  }

  /** Whether the response is right, or what is wrong. */
  public Message step(AuthenticationStepMessage message) {
    return phase == Phase.STEPPING
        ? evaluate(message.getData())
        : error("Unexpected authentication 'step' received");
  }

  /** Whether nothing more is to come. */
  public boolean isOver() {
    return phase == Phase.OVER;
  }

  /** Who it is; empty until that is proved, and for good if it could not be. */
  public Optional<String> principal() {
    return principal;
  }

  /** Whether the exchange went as it should, and yet the other side did not know the secret. */
  public boolean isRefused() {
    return refused;
  }

  private Message evaluate(ByteString response) {
    if (response.size() > MAX_RESPONSE_BYTES) {
      return error("The response has more than " + MAX_RESPONSE_BYTES + " bytes");
    }
    try {
      byte[] challenge = sasl.evaluateResponse(response.toByteArray());
      if (!sasl.isComplete()) {
        return AuthenticationStepMessage.newBuilder()
            .setData(ByteString.copyFrom(challenge))
            .build();
      }
      phase = Phase.OVER;
      principal = Optional.of(sasl.getAuthorizationID());
      return AuthenticationCompletedMessage.getDefaultInstance();
    } catch (SaslException e) {
      return isResponse(response) ? fail() : error(String.valueOf(e.getMessage()));
    }
  }

  /** A name, a blank and a digest: then it was understood, and is wrong. */
  private static boolean isResponse(ByteString response) {
    return response.toStringUtf8().indexOf(' ') > 0;
  }

  private AuthenticationFailedMessage fail() {
    phase = Phase.OVER;
    refused = true;
    return AuthenticationFailedMessage.getDefaultInstance();
  }

  private AuthenticationErrorMessage error(String text) {
    phase = Phase.OVER;
    return AuthenticationErrorMessage.newBuilder().setError(text).build();
  }

  /** Java asks for the secret of a name, and whether the name may be who it says. */
  private void call(Callback[] callbacks) {
    String name = "";
    for (Callback callback : callbacks) {
      switch (callback) {
        case NameCallback asked -> name = String.valueOf(asked.getDefaultName());
        case PasswordCallback asked -> {
          String secret = secrets.get(name);
          asked.setPassword(secret == null ? null : secret.toCharArray());
        }
        case AuthorizeCallback asked -> {
          asked.setAuthorized(asked.getAuthenticationID().equals(asked.getAuthorizationID()));
          asked.setAuthorizedID(asked.getAuthorizationID());
        }
        default -> throw new IllegalStateException("Java asks for " + callback);
      }
    }
  }
}
