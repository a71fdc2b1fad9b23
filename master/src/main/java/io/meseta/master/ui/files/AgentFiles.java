package io.meseta.master.ui.files;

import io.meseta.core.AgentId;
import io.meseta.core.master.snapshot.AgentSnapshot;
import io.meseta.runtime.http.HttpErrors;
import io.meseta.runtime.http.HttpRejection;
import io.meseta.runtime.http.HttpRequest;
import io.meseta.runtime.http.HttpResponse;
import io.meseta.runtime.http.RequestWorkers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Sandboxes through the master, so that a browser needs to reach nobody else. No open proxy: the
 * only addresses are those of registered agents, the only endpoints {@code /files/browse}, {@code
 * read} and {@code download}. What comes back is never served as something a browser would run.
 */
public final class AgentFiles implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("([0-9.]+|\\[[0-9a-fA-F:.]+]):[0-9]{1,5}");
  private static final int MAX_READS = 64;
  private static final int MAX_TAILS = 512;
  private static final int MAX_MESSAGE_LENGTH = 1000;

  private final Function<AgentId, CompletableFuture<Optional<AgentSnapshot>>> agents;
  private final AgentClient client = new AgentClient();
  private final FileTail tail = new FileTail(client);
  private final RequestWorkers readers = new RequestWorkers(MAX_READS, 4 * MAX_READS);
  private final RequestWorkers followers = new RequestWorkers(MAX_TAILS, 0);

  /**
   * Files of the agents that are registered.
   *
   * @param agents finds an agent
   */
  public AgentFiles(Function<AgentId, CompletableFuture<Optional<AgentSnapshot>>> agents) {
    this.agents = agents;
  }

  /**
   * Answers {@code browse}, {@code read} and {@code download}; 404 for other operations and for
   * agents that are not registered, 502 and 504 if the agent does not answer.
   */
  public CompletableFuture<HttpResponse> handle(
      HttpRequest request, AgentId agent, String operation) {
    boolean follows = operation.equals("read") && request.query("wait").isPresent();
    RequestWorkers workers = follows ? followers : readers;
    return agents
        .apply(agent)
        .thenCompose(found ->
            workers.handler(it -> answer(it, addressOf(agent, found), operation)).handle(request));
  }

  private static String addressOf(AgentId id, Optional<AgentSnapshot> agent) {
    String pid = agent.map(it -> it.pid().value()).orElse("");
    String address = pid.substring(pid.indexOf('@') + 1);
    if (!ADDRESS.matcher(address).matches()) {
      throw new HttpRejection(
          HttpErrors.notFound(
              "No agent '" + id + "' is registered, so its files are out of reach."));
    }
    return address;
  }

  private HttpResponse answer(HttpRequest request, String address, String operation) {
    String path =
        request
            .query("path")
            .orElseThrow(
                () -> new HttpRejection(HttpErrors.badRequest("Expecting 'path=value' in query.")));
    HttpResponse response =
        switch (operation) {
          case "browse" -> browse(address, path);
          case "read" -> read(request, address, path);
          case "download" -> download(address, path);
          default -> HttpErrors.notFound("Agents' files have no operation '" + operation + "'.");
        };
    return response.header("Cache-Control", "no-store").header("X-Content-Type-Options", "nosniff");
  }

  private HttpResponse browse(String address, String path) {
    AgentClient.Answer<byte[]> answer = client.fetch(address, "browse", Map.of("path", path));
    return answer.status() == 200
        ? HttpResponse.json(answer.body())
        : refusal(answer.status(), answer.body(), path);
  }

  private HttpResponse read(HttpRequest request, String address, String path) {
    FileTail.Wanted wanted =
        new FileTail.Wanted(
            address,
            path,
            number(request, "offset", -1, Long.MAX_VALUE),
            (int) number(request, "length", FileTail.MAX_PIECE_BYTES, FileTail.MAX_PIECE_BYTES),
            (int) number(request, "wait", 0, FileTail.MAX_WAIT_SECONDS));
    FileTail.Piece piece = tail.read(wanted);
    return HttpResponse.of(200, "application/octet-stream", piece.bytes())
        .header("Meseta-Size", Long.toString(piece.size()));
  }

  private HttpResponse download(String address, String path) {
    AgentClient.Answer<InputStream> answer = client.open(address, "download", Map.of("path", path));
    if (answer.status() != 200) {
      return refusal(answer.status(), beginning(answer.body()), path);
    }
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return HttpResponse.source(200, "application/octet-stream", answer.body(), answer.lengthBytes())
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  private static byte[] beginning(InputStream body) {
    try (body) {
      return body.readNBytes(MAX_MESSAGE_LENGTH);
    } catch (IOException e) {
      return new byte[0]; // it only would have said more about a failure that is told anyway
    }
  }

  /** An agent's refusal in words for the reader of the page. */
  static HttpResponse refusal(int status, byte[] body, String path) {
    String said = new String(body, StandardCharsets.UTF_8).strip();
    String text = said.substring(0, Math.min(said.length(), MAX_MESSAGE_LENGTH));
    return switch (status) {
      case 404 -> HttpErrors.notFound("The agent has no file '" + path + "'.");
      case 400 -> HttpErrors.badRequest(text);
      case 401, 403 ->
          HttpErrors.forbidden("The agent does not let the master read '" + path + "'.");
      default -> HttpResponse.text(502, "The agent answered " + status + ": " + text);
    };
  }

  private static long number(HttpRequest request, String name, long otherwise, long most) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("-1|\\d{1,18}")) {
      throw new HttpRejection(
          HttpErrors.badRequest("'" + name + "' must be a number, not '" + text + "'."));
    }
    return Math.min(most, Long.parseLong(text));
  }

  @Override
  public void close() {
    followers.close();
    readers.close();
    client.close();
  }
}
