package org.tuplespace.redis.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a client and a server on loopback, and fails where a test says: cuts connections
 * at a point of a command's way, holds everything back, refuses connections. It keeps the commands
 * that a test asked for, so that copies can be delivered late. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {

  /** Where, on the way of a command and its reply, the connection is cut. */
  public enum Point {
    BEFORE_REQUEST,
    IN_REQUEST,
    AFTER_REQUEST,
    IN_REPLY,
    AFTER_REPLY
  }

  private record Cut(
      Point point,
      Predicate<Command> which,
      CompletableFuture<@Nullable Command> happened,
      @Nullable CountDownLatch held) {

    /** Cuts, or holds until it is released. */
    boolean isHold() {
      return held != null;
    }
  }

  /** A command on its way, or its reply, that goes no further until it is released. */
  public static final class Hold {
    private final Cut cut;

    private Hold(Cut cut) {
      this.cut = cut;
    }

    /** Completes when the command, or its reply, is held. */
    public CompletableFuture<?> happened() {
      return cut.happened;
    }

    public void release() {
      if (cut.held != null) {
        cut.held.countDown();
      }
    }
  }

  private final int serverPort;
  private final ServerSocket listening;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();
  private final Queue<Command> kept = new ConcurrentLinkedQueue<>();
  private volatile Predicate<Command> keep = command -> false;
  private volatile Predicate<Command> stopped = command -> false;
  private volatile boolean refusing;
  private volatile boolean droppingMessages;
  private volatile @Nullable CountDownLatch frozen;
  private volatile long lagNanos;

  private FaultyProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      listening = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("accept", this::accept);
  }

  /** A proxy in front of the server at this port of loopback. */
  public static FaultyProxy to(int serverPort) {
    return new FaultyProxy(serverPort);
  }

  public String url() {
    return "redis://localhost:" + listening.getLocalPort();
  }

  // ---- faults

  /**
   * Cuts the connection of the next such command.
   *
   * @return completes when the connection is cut
   */
  public CompletableFuture<?> cutNext(Point point, Predicate<Command> which) {
    Cut cut = new Cut(point, which, new CompletableFuture<>(), null);
    cuts.add(cut);
    return cut.happened;
  }

  /**
   * Holds the next such command before it reaches the server, or its reply and what comes after it
   * before they reach the client.
   *
   * @param point {@link Point#BEFORE_REQUEST} or {@link Point#AFTER_REQUEST}
   */
  public Hold holdNext(Point point, Predicate<Command> which) {
    if (point != Point.BEFORE_REQUEST && point != Point.AFTER_REQUEST) {
      throw new IllegalArgumentException("can't hold at " + point + ", only cut");
    }
    Cut hold = new Cut(point, which, new CompletableFuture<>(), new CountDownLatch(1));
    cuts.add(hold);
    return new Hold(hold);
  }

  /** From now on everything takes so much longer in each direction. */
  public void lag(Duration each) {
    lagNanos = each.toNanos();
  }

  /** Cuts what is connected now. */
  public void cutAll() {
    links.forEach(Link::cut);
  }

  /** Cuts the connections that messages are published to. */
  public void cutSubscriptions() {
    links.stream().filter(link -> link.subscribes).forEach(Link::cut);
  }

  /** Ends every new connection at once, or no longer does. */
  public void refuse(boolean refused) {
    this.refusing = refused;
  }

  /** Lets nothing through that is published, though the connection stays. */
  public void dropMessages(boolean dropped) {
    this.droppingMessages = dropped;
  }

  /** Holds back everything, in both directions, until {@link #thaw}. */
  public void freeze() {
    frozen = new CountDownLatch(1);
  }

  public void thaw() {
    CountDownLatch latch = frozen;
    frozen = null;
    if (latch != null) {
      latch.countDown();
    }
  }

  /** From now on such commands don't reach the server: each breaks its connection. */
  public void stop(Predicate<Command> which) {
    stopped = which;
  }

  // ---- late copies

  /** From now on such commands are kept; those kept before are forgotten. */
  public void keep(Predicate<Command> which) {
    kept.clear();
    keep = which;
  }

  public List<Command> kept() {
    return List.copyOf(kept);
  }

  /** Delivers a copy of a command on a connection of its own; answers with the reply. */
  public @Nullable Object deliverAgain(Command command) {
    try (RedisConnection server = RedisConnection.to(serverPort)) {
      return server.run(command.words());
    }
  }

  public int connections() {
    return links.size();
  }

  @Override
  public void close() {
    thaw();
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cutAll();
  }

  // ---- forwarding

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        if (refusing) {
          client.close();
        } else {
          new Link(client).start();
        }
      } catch (IOException e) {
        // The proxy or the server is closed; the client will see.
      }
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitThaw() throws IOException {
    await(frozen);
  }

  private static void await(@Nullable CountDownLatch latch) throws IOException {
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean subscribes;
    private volatile @Nullable Cut atReply;

    Link(Socket client) throws IOException {
      this.client = client;
      try {
        this.server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      } catch (IOException e) {
        client.close();
        throw e;
      }
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
    }

    void start() {
      links.add(this);
      FaultyProxy.start("requests", () -> forward(this::requests));
      FaultyProxy.start("replies", () -> forward(this::replies));
    }

    void cut() {
      links.remove(this);
      close(client);
      close(server);
    }

    private void forward(Forwarding forwarding) {
      try {
        forwarding.run();
      } catch (IOException e) {
        // One side is gone, and so is the other now.
      } finally {
        cut();
        Cut due = atReply;
        if (due != null) {
          due.happened.complete(null); // the command met a connection that was being cut
        }
      }
    }

    private void requests() throws IOException {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(client.getInputStream(), 1 << 16));
      try (OutputStream out = new LaggingOutput(server.getOutputStream(), () -> lagNanos)) {
        forwardRequests(in, out);
      }
    }

    private void forwardRequests(DataInputStream in, OutputStream out) throws IOException {
      while (true) {
        Command command = Command.read(in);
        awaitThaw();
        subscribes |= command.is("SUBSCRIBE");
        if (keep.test(command)) {
          kept.add(command);
        }
        if (stopped.test(command)) {
          return;
        }
        Cut cut = cutFor(command);
        byte[] raw = command.raw();
        if (cut == null) {
          out.write(raw);
          continue;
        }
        switch (cut.point) {
          case BEFORE_REQUEST -> {
            if (!cut.isHold()) {
              cutNow(cut, command);
              return;
            }
            hold(cut, command);
            out.write(raw);
          }
          case IN_REQUEST -> {
            out.write(raw, 0, raw.length / 2);
            out.flush();
            cutNow(cut, command);
            return;
          }
          default -> {
            atReply = cut;
            out.write(raw);
          }
        }
      }
    }

    private @Nullable Cut cutFor(Command command) {
      for (Cut cut : cuts) {
        if (cut.which.test(command) && cuts.remove(cut)) {
          return cut;
        }
      }
      return null;
    }

    private void cutNow(Cut cut, @Nullable Command command) {
      cut();
      cut.happened.complete(command);
    }

    private void hold(Cut cut, @Nullable Command command) throws IOException {
      cut.happened.complete(command);
      await(cut.held);
    }

    private void replies() throws IOException {
      InputStream in = server.getInputStream();
      try (OutputStream out = new LaggingOutput(client.getOutputStream(), () -> lagNanos)) {
        forwardReplies(in, out);
      }
    }

    private void forwardReplies(InputStream in, OutputStream out) throws IOException {
      byte[] buffer = new byte[1 << 16];
      int length;
      while ((length = in.read(buffer)) >= 0) {
        awaitThaw();
        if (droppingMessages && subscribes) {
          continue;
        }
        Cut cut = atReply;
        if (cut == null) {
          out.write(buffer, 0, length);
          continue;
        }
        if (cut.isHold()) {
          hold(cut, null);
          atReply = null;
          out.write(buffer, 0, length);
          continue;
        }
        int passed =
            switch (cut.point) {
              case AFTER_REQUEST -> 0;
              case IN_REPLY -> length / 2;
              default -> length;
            };
        out.write(Arrays.copyOf(buffer, passed));
        out.flush();
        cutNow(cut, null);
        return;
      }
    }

    private static void close(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private interface Forwarding {
    void run() throws IOException;
  }
}
