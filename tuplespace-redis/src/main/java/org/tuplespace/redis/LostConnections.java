package org.tuplespace.redis;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Queue;
import org.redisson.client.NettyHook;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisConnectionException;
import org.redisson.client.handler.CommandsQueue;
import org.redisson.client.protocol.QueueCommand;
import org.redisson.client.protocol.QueueCommandHolder;

/**
 * Ends the calls that are under way on a connection as soon as it is lost, so that they can be sent
 * again on another. Redisson leaves them to their response timeout. Thread-safe.
 */
final class LostConnections implements NettyHook {

  private final NettyHook given;

  /**
   * Adds itself to a configuration.
   *
   * @param given the hook that is there already
   */
  LostConnections(NettyHook given) {
    this.given = given;
  }

  @Override
  public void afterBoostrapInitialization(Bootstrap bootstrap) {
    given.afterBoostrapInitialization(bootstrap);
  }

  @Override
  public void afterChannelInitialization(Channel channel) {
    given.afterChannelInitialization(channel);
    channel.pipeline().addFirst(new Calls());
  }

  /** First in line, since Redisson's own handlers forget what was under way. */
  private static final class Calls extends ChannelInboundHandlerAdapter {
    @Override
    public void channelInactive(ChannelHandlerContext context) {
      Queue<QueueCommandHolder> queue = context.channel().attr(CommandsQueue.COMMANDS_QUEUE).get();
      List<QueueCommand> underWay =
          queue == null
              ? List.of()
              : queue.stream()
                  .map(QueueCommandHolder::getCommand)
                  .filter(command -> !command.isBlockingCommand()) // goes on by itself
                  .toList();
      context.fireChannelInactive(); // those not yet written fail here, with what tells so
      if (!underWay.isEmpty()) {
        RedisConnectionException error = error(context.channel());
        underWay.forEach(command -> command.tryFailure(error));
      }
    }

    /** Before a connection is ready, only its greetings are under way, and no call is in doubt. */
    private static RedisConnectionException error(Channel channel) {
      RedisConnection connection = RedisConnection.getFrom(channel);
      return connection == null || connection.getConnectionPromise().isDone()
          ? new Lost("the connection was lost")
          : new RedisConnectionException("Unable to connect: the connection was closed");
    }
  }

  /** The connection went while the call was under way; the server may have run it. */
  static final class Lost extends RedisConnectionException {
    private static final long serialVersionUID = 1L;

    Lost(String message) {
      super(message);
    }
  }
}
