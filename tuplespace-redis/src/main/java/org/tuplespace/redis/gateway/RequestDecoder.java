package org.tuplespace.redis.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Makes one request of the bytes of a connection, however they are cut into packets. What comes
 * behind it is dropped, as by the old server, which did not read it.
 */
final class RequestDecoder extends ByteToMessageDecoder {

  private final RequestScanner scanner;
  private boolean isOver;

  RequestDecoder(WireLimits limits) {
    this.scanner = new RequestScanner(limits);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (isOver) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      if (scanner.scan(in)) {
        isOver = true;
        out.add(WireReader.read(in));
      }
    } catch (MalformedRequestException e) {
      isOver = true;
      in.skipBytes(in.readableBytes());
      throw e;
    }
  }
}
