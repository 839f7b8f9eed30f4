package org.tuplespace.redis.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Finds out whether a connection was reset. Clients end their sending side behind the request, so
 * that reading tells nothing any more: a reset does not change that end. The system tells it beside
 * what it was asked, as an error or a hang-up of the socket, and Java hands that on as whatever one
 * asked for; for a socket that is connected OP_CONNECT comes in no other way.
 *
 * <p>So it is on Linux. Where the system tells nothing, no reset is found.
 *
 * <p>For one thread.
 */
final class ResetProbe implements AutoCloseable {

  private final Selector selector;

  ResetProbe() throws IOException {
    this.selector = Selector.open();
  }

  boolean isReset(SocketChannel channel) {
    if (!channel.isOpen()) {
      return true;
    }
    SelectionKey key = null;
    try {
      key = channel.register(selector, SelectionKey.OP_CONNECT);
      selector.selectNow();
      return selector.selectedKeys().remove(key);
    } catch (IOException e) {
      return true;
    } finally {
      if (key != null) {
        forget(key);
      }
    }
  }

  /** At once: a channel that is still registered would keep its socket when it is closed. */
  private void forget(SelectionKey key) {
    key.cancel();
    try {
      selector.selectNow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
