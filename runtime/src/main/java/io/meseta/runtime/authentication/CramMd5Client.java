package io.meseta.runtime.authentication;

import com.google.protobuf.ByteString;
import io.meseta.protocol.internal.Authentications.AuthenticationMechanismsMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStartMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.apache.mesos.v1.Protos.Credential;

/**
 * The other side of {@link CramMd5Server}: proves to be the principal of a credential. Sends
 * nothing by itself; used once.
 */
public final class CramMd5Client {

  private final Credential credential;
  private final SaslClient sasl;

  /** An exchange that has not begun. */
  public CramMd5Client(Credential credential) {
    this.credential = credential;
    try {
      this.sasl =
          Sasl.createSaslClient(
              new String[] {CramMd5Server.MECHANISM}, null, "mesos", "", Map.of(), this::call);
    } catch (SaslException e) {
      throw new IllegalStateException("this Java has no " + CramMd5Server.MECHANISM, e);
    }
  }

  /**
   * The choice among what the other side offers.
   *
   * @throws SaslException if it does not offer what we can
   */
  public AuthenticationStartMessage choose(AuthenticationMechanismsMessage offered)
      throws SaslException {
    if (!offered.getMechanismsList().contains(CramMd5Server.MECHANISM)) {
      throw new SaslException(
          "The master offers %s, and not %s"
              .formatted(offered.getMechanismsList(), CramMd5Server.MECHANISM));
    }
    return AuthenticationStartMessage.newBuilder().setMechanism(CramMd5Server.MECHANISM).build();
  }

  /**
   * The answer to the challenge.
   *
   * @throws SaslException if there was one before
   */
  public AuthenticationStepMessage answer(AuthenticationStepMessage challenge)
      throws SaslException {
    if (sasl.isComplete()) {
      throw new SaslException("The master challenges a second time");
    }
    byte[] answer = sasl.evaluateChallenge(challenge.getData().toByteArray());
    return AuthenticationStepMessage.newBuilder().setData(ByteString.copyFrom(answer)).build();
  }

  private void call(Callback[] callbacks) {
    for (Callback callback : callbacks) {
      switch (callback) {
        case NameCallback asked -> asked.setName(credential.getPrincipal());
        case PasswordCallback asked -> asked.setPassword(credential.getSecret().toCharArray());
        default -> throw new IllegalStateException("Java asks for " + callback);
      }
    }
  }
}
