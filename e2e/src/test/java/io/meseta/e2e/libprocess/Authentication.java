package io.meseta.e2e.libprocess;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.meseta.protocol.internal.Authentications.AuthenticateMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationMechanismsMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStartMessage;
import io.meseta.protocol.internal.Authentications.AuthenticationStepMessage;
import java.io.IOException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** CRAM-MD5 as a driver does it, without any SASL, step by step so that tests can go wrong. */
final class Authentication {

  private static final String AUTHENTICATEE = "crammd5-authenticatee(1)";

  private final LibprocessPeer peer;
  private final int master;
  private String session = "";

  Authentication(LibprocessPeer peer, int master) {
    this.peer = peer;
    this.master = master;
  }

  /** The whole exchange but for its outcome. */
  Authentication as(String principal, String secret) throws Exception {
    begin();
    respond(principal + " " + digest(secret, challenge()));
    return this;
  }

  /** Asks for an exchange and waits for its process. */
  void begin() throws Exception {
    peer.send(
        peer.pid(AUTHENTICATEE),
        master,
        DriverClient.MASTER,
        AuthenticateMessage.newBuilder().setPid(peer.pid()).build());
    LibprocessPeer.Received answer = peer.next();
    answer.as(AuthenticationMechanismsMessage.getDefaultInstance());
    session = answer.from().substring(0, answer.from().indexOf('@'));
  }

  /** The process of the master with which the exchange goes on. */
  String session() {
    return session;
  }

  String challenge() throws Exception {
    start("CRAM-MD5");
    return peer.next(AuthenticationStepMessage.getDefaultInstance()).getData().toStringUtf8();
  }

  void start(String mechanism) throws IOException {
    peer.send(
        peer.pid(AUTHENTICATEE),
        master,
        session,
        AuthenticationStartMessage.newBuilder().setMechanism(mechanism).build());
  }

  void respond(String response) throws IOException {
    peer.send(peer.pid(AUTHENTICATEE), master, session, step(response));
  }

  static AuthenticationStepMessage step(String response) {
    return AuthenticationStepMessage.newBuilder()
        .setData(ByteString.copyFromUtf8(response))
        .build();
  }

  /** RFC 2195. */
  static String digest(String secret, String challenge) throws Exception {
    Mac mac = Mac.getInstance("HmacMD5");
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacMD5"));
    return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(UTF_8)));
  }
}
