package stampede.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpConstants;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests off a connection, more strictly than Vert.x's own decoder, whose place it takes:
 * what {@link Framing} refuses is passed on as malformed, and nothing that follows on the
 * connection is read as a request. A request that has not come as a whole within {@code patience}
 * of its first byte ends the connection, however steadily it drips.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {

  /** More digits overflow the parser's 32 bits, which it does not notice. */
  private static final int MOST_CHUNK_SIZE_DIGITS = 8;

  private enum Part {
    /** Before the first line. */
    NOTHING,
    HEAD,
    BODY,
    CHUNKS,
    REFUSED
  }

  private final Duration patience;
  private Part part = Part.NOTHING;
  private long untilChunkSize;
  private @Nullable ScheduledFuture<?> late;

  private StrictDecoder(HttpServerOptions options, Duration patience) {
    super(options);
    this.patience = patience;
  }

  /** Lets a new connection, of a server without HTTP/2, be read by one of these. */
  static void readStrictly(
      HttpConnection connection, HttpServerOptions options, Duration patience) {
    ((HttpServerConnection) connection)
        .channelHandlerContext()
        .pipeline()
        .replace(
            VertxHttpRequestDecoder.class, "httpDecoder", new StrictDecoder(options, patience));
  }

  @Override
  protected void decode(ChannelHandlerContext channel, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (part == Part.REFUSED) {
      bytes.skipBytes(bytes.readableBytes());
      return;
    }
    if (part == Part.CHUNKS && untilChunkSize == 0 && !readsChunkSize(bytes, out)) {
      return;
    }
    if ((part == Part.NOTHING || part == Part.HEAD) && isFolded(bytes)) {
      refuse(createInvalidMessage(), Framing.malformed("expected each header on one line"), out);
      return;
    }
    int from = bytes.readerIndex();
    super.decode(channel, bytes, out);
    untilChunkSize -= part == Part.CHUNKS ? bytes.readerIndex() - from : 0;
    if (!out.isEmpty()) {
      follow(out);
    }
  }

  /** The parser would take a line that begins with a blank as a part of the one before. */
  private boolean isFolded(ByteBuf bytes) {
    int end = bytes.writerIndex();
    int line = bytes.readerIndex();
    if (part == Part.NOTHING) {
      while (line < end && bytes.getByte(line) >= 0 && bytes.getByte(line) <= ' ') {
        line++;
      }
      line = nextLine(bytes, line);
    }
    while (line < end) {
      byte first = bytes.getByte(line);
      if (first == HttpConstants.SP || first == HttpConstants.HT) {
        return true;
      }
      line = first == HttpConstants.CR ? end : nextLine(bytes, line);
    }
    return false;
  }

  private static int nextLine(ByteBuf bytes, int from) {
    int feed = bytes.indexOf(from, bytes.writerIndex(), HttpConstants.LF);
    return feed < 0 ? bytes.writerIndex() : feed + 1;
  }

  /** Whether the line with a chunk's size has come; refuses it when it is too long. */
  private boolean readsChunkSize(ByteBuf bytes, List<Object> out) {
    int from = bytes.readerIndex();
    int digits = from;
    int size = 0;
    while (digits < bytes.writerIndex() && Character.digit(bytes.getByte(digits), 16) >= 0) {
      size = size * 16 + Character.digit(bytes.getByte(digits++), 16);
    }
    if (digits - from > MOST_CHUNK_SIZE_DIGITS || (digits == from && bytes.isReadable())) {
      HttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
      refuse(end, Framing.malformed("expected a chunk's size"), out);
      return false;
    }
    int feed = bytes.indexOf(from, bytes.writerIndex(), HttpConstants.LF);
    if (feed >= 0) {
      // after the last chunk no size comes any more
      untilChunkSize = size == 0 ? Long.MAX_VALUE : feed + 1L - from + size + 2;
    }
    // the parser itself says whether a line without an end is too long
    return true;
  }

  private void refuse(HttpObject refused, Refusal reason, List<Object> out) {
    refused.setDecoderResult(DecoderResult.failure(reason));
    out.clear();
    out.add(refused);
    part = Part.REFUSED;
  }

  /** Where the connection stands after what has just been read. */
  private void follow(List<Object> out) {
    if (out.getFirst() instanceof HttpRequest request && request.decoderResult().isSuccess()) {
      try {
        Framing.check(request);
      } catch (Refusal reason) {
        refuse(request, reason, out);
        return;
      }
      untilChunkSize = 0;
      part = HttpUtil.isTransferEncodingChunked(request) ? Part.CHUNKS : Part.BODY;
    }
    HttpObject last = (HttpObject) out.getLast();
    if (!last.decoderResult().isSuccess()) {
      part = Part.REFUSED;
    } else if (last instanceof LastHttpContent) {
      part = Part.NOTHING;
      inTime();
    }
  }

  @Override
  protected HttpMessage createMessage(String[] firstLine) {
    part = Part.HEAD;
    return super.createMessage(firstLine);
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (length == 0) {
      throw Framing.malformed("expected a name before each header's colon");
    }
    return super.splitHeaderName(line, start, length);
  }

  @Override
  protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
    throw Framing.malformed("expected either Content-Length or Transfer-Encoding");
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext channel) throws Exception {
    super.channelReadComplete(channel);
    boolean unfinished = part != Part.NOTHING || actualReadableBytes() > 0;
    if (unfinished && late == null) {
      watch(channel);
    }
  }

  private void watch(ChannelHandlerContext channel) {
    late =
        channel
            .executor()
            .schedule(() -> endLate(channel), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** While we do not read, it is not the client who is late. */
  private void endLate(ChannelHandlerContext channel) {
    if (channel.channel().config().isAutoRead()) {
      channel.close().addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    } else {
      watch(channel);
    }
  }

  private void inTime() {
    if (late != null) {
      late.cancel(false);
      late = null;
    }
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext channel) throws Exception {
    inTime();
    super.handlerRemoved0(channel);
  }
}
