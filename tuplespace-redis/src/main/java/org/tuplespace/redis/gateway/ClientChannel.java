package org.tuplespace.redis.gateway;

import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** The connection of a client, which can be asked whether it was reset. */
final class ClientChannel extends NioSocketChannel {

  private ClientChannel(Listening parent, SocketChannel socket) {
    super(parent, socket);
  }

  /** Whether it was reset; on the event loop. */
  boolean isReset(ResetProbe probe) {
    return probe.isReset(javaChannel());
  }

  /** Where clients connect. */
  static final class Listening extends NioServerSocketChannel {
    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
      SocketChannel socket = javaChannel().accept();
      if (socket == null) {
        return 0;
      }
      accepted.add(new ClientChannel(this, socket));
      return 1;
    }
  }
}
