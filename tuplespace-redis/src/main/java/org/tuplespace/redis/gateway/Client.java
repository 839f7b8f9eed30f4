package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.stream.ChunkedInput;
import io.netty.handler.stream.ChunkedStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection, which is one operation. The end of what it sends does not mean that the client has
 * gone: it may wait for ever. Whether it has is known if the connection is reset, which happens at
 * the latest when something is sent to it.
 *
 * <p>{@link #answer}, {@link #deliver} and {@link #fail} are for any thread.
 */
final class Client extends SimpleChannelInboundHandler<WireRequest> {

  /** A reset comes back after a round trip; this is many of them. */
  private static final Duration GRACE = Duration.ofMillis(50);

  /** Where nothing is sent, a reset is looked for now and then. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  /** What is longer is sent in pieces, so that a slow client is patiently served while it takes. */
  private static final int PIECE = 64 * 1024;

  private final Operations operations;
  private final ResetProbe probe;
  private final ClientChannel channel;
  private final Duration patience;

  /** Of the request, or the next look for a reset. */
  private @Nullable Future<?> timer;

  private boolean hasAsked;
  private volatile boolean isDelivering;

  Client(Operations operations, ResetProbe probe, ClientChannel channel, Duration patience) {
    this.operations = operations;
    this.probe = probe;
    this.channel = channel;
    this.patience = patience;
  }

  // ---- what the client sends

  @Override
  public void channelActive(ChannelHandlerContext context) {
    timer =
        schedule(patience, () -> refuse("it was not there within " + patience.toMillis() + " ms"));
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WireRequest request) {
    hasAsked = true;
    endTimer();
    lookForReset();
    operations.begin(request, this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent && !hasAsked) {
      refuse("it ends before its end");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Throwable actual = cause.getCause() instanceof MalformedRequestException e ? e : cause;
    if (actual instanceof MalformedRequestException) {
      refuse(String.valueOf(actual.getMessage()));
    } else if (actual instanceof IOException) {
      channel.close(); // reset
    } else {
      fail(actual);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    endTimer();
  }

  private void endTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  /** What was sent is no request. */
  void refuse(String why) {
    if (channel.isOpen()) {
      operations.notices().say("a request of " + this + " is refused: " + why);
      channel.close();
    }
  }

  /** So that a client that has gone doesn't wait here for ever. */
  private void lookForReset() {
    timer =
        schedule(
            LOOK,
            () -> {
              if (channel.isReset(probe)) {
                channel.close();
              } else {
                lookForReset();
              }
            });
  }

  private Future<?> schedule(Duration time, Runnable then) {
    return channel.eventLoop().schedule(then, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  // ---- what it is answered

  ByteBuf buffer() {
    return channel.alloc().buffer();
  }

  /** Answers a number. */
  void answer(int number) {
    answer(buffer().writeIntLE(number));
  }

  /** Sends this, and ends the connection. */
  void answer(ByteBuf reply) {
    send(reply).addListener(ChannelFutureListener.CLOSE);
  }

  /** Sends as much as the client takes at a time, and then ends the connection. */
  void answer(ChunkedInput<ByteBuf> reply) {
    send(reply).addListener(ChannelFutureListener.CLOSE);
  }

  /**
   * Sends this, and finds out whether it has arrived, as far as can be found out.
   *
   * @param told on the event loop, whether it has; not if the connection ended meanwhile, which
   *     {@link #whenGone} tells
   */
  void deliver(ByteBuf reply, Consumer<Boolean> told) {
    isDelivering = true;
    send(reply)
        .addListener(
            sent -> {
              if (sent.isSuccess()) {
                Future<?> unused = schedule(GRACE, () -> told.accept(!channel.isReset(probe)));
              } else {
                channel.close();
              }
            });
  }

  /** Whether it was sent a tuple, and this is not at its end. */
  boolean isDelivering() {
    return isDelivering;
  }

  private ChannelFuture send(ByteBuf reply) {
    return reply.readableBytes() <= PIECE
        ? channel.writeAndFlush(reply)
        : send(new ChunkedStream(new ByteBufInputStream(reply, true), PIECE));
  }

  /** Nobody closes what comes too late for the connection, but for this. */
  private ChannelFuture send(ChunkedInput<ByteBuf> pieces) {
    return channel
        .writeAndFlush(pieces)
        .addListener(
            sent -> {
              if (!sent.isSuccess()) {
                pieces.close();
              }
            });
  }

  /** The operation can't be done. */
  void fail(Throwable cause) {
    if (channel.isOpen()) {
      operations.notices().say("the operation of " + this + " failed: " + cause);
      close();
    }
  }

  void close() {
    channel.close();
  }

  boolean isGone() {
    return !channel.isOpen();
  }

  /** Runs this, on the event loop, when the connection has ended, in whatever way. */
  void whenGone(Runnable then) {
    channel.closeFuture().addListener(closed -> then.run());
  }

  /** Runs this in a while, unless the client has gone by then. */
  void later(Duration time, Runnable then) {
    Future<?> unused =
        schedule(
            time,
            () -> {
              if (!isGone()) {
                then.run();
              }
            });
  }

  /** Where it comes from. */
  @Override
  public String toString() {
    return String.valueOf(channel.remoteAddress()).replaceFirst("^/", "");
  }
}
