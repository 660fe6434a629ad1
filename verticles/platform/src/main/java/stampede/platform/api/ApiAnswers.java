package stampede.platform.api;

import io.vertx.core.Future;
import stampede.contracts.FailureCode;
import stampede.platform.calls.ServiceAnswers;
import stampede.platform.calls.ServiceAnswers.Answer;
import stampede.platform.json.MalformedJson;

/** Answers the operations of the API that belong to one service. */
public final class ApiAnswers {

  private final ServiceAnswers answers;
  private final String service;

  /** For that service. */
  public ApiAnswers(ServiceAnswers answers, String service) {
    this.answers = answers;
    this.service = service;
  }

  /**
   * Serves an operation from this context. What the handler finds wrong while reading the request
   * ({@link MalformedJson}, {@link BadCursor}) becomes a refusal.
   */
  public Future<Void> serve(String operation, Answer<ApiRequest, ApiReply> handler) {
    return answers.serve(
        ApiAddress.of(service, operation),
        (request, deadline) ->
            Future.<Void>succeededFuture()
                .compose(ignored -> handler.answer(request, deadline))
                .recover(ApiAnswers::refuse));
  }

  private static Future<ApiReply> refuse(Throwable failure) {
    if (failure instanceof MalformedJson malformed) {
      return Future.succeededFuture(
          ApiReply.refused(
              FailureCode.INVALID_BODY,
              String.valueOf(malformed.getMessage()),
              malformed.pointer()));
    }
    if (failure instanceof BadCursor) {
      return Future.succeededFuture(
          ApiReply.refused(
              FailureCode.INVALID_PARAMETER, String.valueOf(failure.getMessage()), "cursor"));
    }
    return Future.failedFuture(failure);
  }
}
