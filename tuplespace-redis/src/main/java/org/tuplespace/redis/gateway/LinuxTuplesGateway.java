package org.tuplespace.redis.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.LoggerFactory;
import org.tuplespace.TupleSpace;

/**
 * Serves unmodified clients of LinuxTuples, 32-bit C programs and Python 2, with the tuples of any
 * space.
 *
 * <pre>{@code
 * try (LinuxTuplesGateway gateway = LinuxTuplesGateway.on(space).port(25000).start()) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Many gateways can serve one space. One thread serves the connections of one gateway, however
 * many wait; a few others call the space. A connection has one operation, and what goes wrong with
 * it costs that connection alone.
 *
 * <p>A tuple that a client gets is taken under a transaction, which is committed when the client
 * has it: if the client has gone, or the gateway is killed, the tuple is back in its place. In the
 * few hundredths of a second between, a gateway that is killed may leave the tuple to be put back
 * though the client has it.
 *
 * <p>Thread-safe.
 */
public final class LinuxTuplesGateway implements AutoCloseable {

  private static final Duration TIME_TO_DELIVER = Duration.ofSeconds(1);
  private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(5);

  /** As many may connect at the same moment. */
  private static final int BACKLOG = 4_096;

  /** A client whose machine has gone is noticed after two minutes. */
  private static final Map<SocketOption<Integer>, Integer> KEEPALIVE =
      Map.of(
          ExtendedSocketOptions.TCP_KEEPIDLE, 60,
          ExtendedSocketOptions.TCP_KEEPINTERVAL, 15,
          ExtendedSocketOptions.TCP_KEEPCOUNT, 4);

  private final Operations operations;
  private final ResetProbe probe;
  private final EventLoopGroup eventLoop;
  private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Channel listening;

  private LinuxTuplesGateway(Builder builder) throws IOException {
    this.operations = new Operations(builder.space, new Notices(builder.notices));
    this.probe = new ResetProbe();
    this.eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("tuplespace linuxtuples", true), NioIoHandler.newFactory());
    boolean isStarted = false;
    try {
      this.listening = listen(builder);
      isStarted = true;
    } finally {
      if (!isStarted) {
        end();
      }
    }
  }

  /** A gateway to this space, which stays open when the gateway is closed. */
  public static Builder on(TupleSpace space) {
    return new Builder(space);
  }

  private Channel listen(Builder builder) throws IOException {
    InetSocketAddress address = new InetSocketAddress(builder.address, builder.port);
    WireLimits limits = new WireLimits(builder.maxMessage, builder.maxNesting);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoop)
            .channelFactory(ClientChannel.Listening::new)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .childOption(ChannelOption.SO_KEEPALIVE, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<ClientChannel>() {
                  @Override
                  protected void initChannel(ClientChannel channel) {
                    accept(channel, limits, builder.requestTimeout);
                  }
                });
    var bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "can't listen on " + builder.address.getHostAddress() + " port " + builder.port,
          bound.cause());
    }
    return bound.channel();
  }

  private void accept(ClientChannel channel, WireLimits limits, Duration timeout) {
    KEEPALIVE.forEach(
        (option, value) -> channel.config().setOption(NioChannelOption.of(option), value));
    clients.add(channel);
    channel
        .pipeline()
        .addLast(new WriteTimeoutHandler(timeout.toMillis(), TimeUnit.MILLISECONDS))
        .addLast(new ChunkedWriteHandler())
        .addLast(new RequestDecoder(limits))
        .addLast(new Client(operations, probe, channel, timeout));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** How many clients are connected. */
  public int clients() {
    return clients.size();
  }

  /**
   * Ends all connections; those over which a tuple is being sent when that is done, if it is done
   * soon. Closing again does nothing.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    clients.close(LinuxTuplesGateway::isIdle).awaitUninterruptibly();
    boolean unused = clients.newCloseFuture().awaitUninterruptibly(TIME_TO_DELIVER.toMillis());
    clients.close().awaitUninterruptibly();
    end();
  }

  private static boolean isIdle(Channel channel) {
    Client client = channel.pipeline().get(Client.class);
    return client == null || !client.isDelivering();
  }

  private void end() {
    operations.workers().close(TIME_TO_CLOSE);
    eventLoop
        .shutdownGracefully(0, TIME_TO_CLOSE.toMillis(), TimeUnit.MILLISECONDS)
        .awaitUninterruptibly();
    try {
      probe.close();
    } catch (IOException e) {
      // It holds nothing.
    }
  }

  /** What a gateway can be told. Not thread-safe. */
  public static final class Builder {

    private final TupleSpace space;
    private InetAddress address = InetAddress.getLoopbackAddress();
    private int port;
    private int maxMessage = 128 * 1024 * 1024;
    private int maxNesting = 63;
    private Duration requestTimeout = Duration.ofSeconds(60);
    private Consumer<String> notices = LoggerFactory.getLogger(LinuxTuplesGateway.class)::warn;

    private Builder(TupleSpace space) {
      if (space == null) {
        throw new IllegalArgumentException("the space is null");
      }
      this.space = space;
    }

    /**
     * Where it listens; on the loopback interface, and so for this machine alone, unless given. The
     * protocol has no passwords: whoever reaches it can do everything.
     */
    public Builder address(InetAddress listeningAddress) {
      if (listeningAddress == null) {
        throw new IllegalArgumentException("the address is null");
      }
      this.address = listeningAddress;
      return this;
    }

    /** The port; 0, which it is unless given, is any free one. */
    public Builder port(int number) {
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("the port is " + number + "; it must be 0 to 65535");
      }
      this.port = number;
      return this;
    }

    /** The most bytes of a request; 128 MiB unless given, at least 16. */
    public Builder maxMessage(int bytes) {
      if (bytes < 16) {
        throw new IllegalArgumentException(
            "the most bytes of a request are " + bytes + "; it must be at least 16");
      }
      this.maxMessage = bytes;
      return this;
    }

    /**
     * How deep tuples in a request may nest, where 1 is a tuple within a tuple; 63 unless given,
     * which is the most that a space holds.
     */
    public Builder maxNesting(int depth) {
      if (depth < 0 || depth > 63) {
        throw new IllegalArgumentException(
            "the deepest nesting is " + depth + "; it must be 0 to 63");
      }
      this.maxNesting = depth;
      return this;
    }

    /**
     * How long a client may take to send its request, and to take a piece of the answer; 60 s
     * unless given. How long it waits for a tuple has no end.
     */
    public Builder requestTimeout(Duration timeout) {
      if (timeout == null || timeout.toMillis() < 1) {
        throw new IllegalArgumentException(
            "the request timeout is " + timeout + "; it must be at least a millisecond");
      }
      this.requestTimeout = timeout;
      return this;
    }

    /**
     * Who is told, in a sentence, what was refused, what failed, and that there are tuples that old
     * clients are not shown; must not block. The log, as warnings, unless given.
     */
    public Builder notices(Consumer<String> listener) {
      if (listener == null) {
        throw new IllegalArgumentException("the listener of notices is null");
      }
      this.notices = listener;
      return this;
    }

    /**
     * Starts it.
     *
     * @throws IOException if it can't listen there, as when somebody else does
     */
    public LinuxTuplesGateway start() throws IOException {
      return new LinuxTuplesGateway(this);
    }
  }
}
