package org.tuplespace.examples.linuxtuples;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.tuplespace.LiveField;
import org.tuplespace.Tuple;
import org.tuplespace.TupleSpace;
import org.tuplespace.examples.linda.LindaProgram;

/**
 * Fourier transforms as a service: requests carry three random numbers, by which the reply is
 * found, and two strings of bytes with 8,192 doubles each; the client has four in flight.
 */
public final class Fft implements LindaProgram {

  static final int SIZE = 8192;
  private static final int REQUESTS = 16;
  private static final int IN_FLIGHT = 4;
  private static final int SERVERS = 2;

  /** Serves requests until it takes one without a key. */
  record Server() implements LiveField<Integer> {
    @Override
    public Integer evaluate(TupleSpace space) throws InterruptedException {
      int served = 0;
      while (true) {
        Tuple request =
            space.in(
                "fft", Integer.class, Integer.class, Integer.class, byte[].class, byte[].class);
        if (request.getBytes(4).length == 0) {
          return served;
        }
        double[] re = doubles(request.getBytes(4));
        double[] im = doubles(request.getBytes(5));
        FourierTransform.of(re, im);
        space.out(
            "fft done",
            request.getInt(1),
            request.getInt(2),
            request.getInt(3),
            bytes(re),
            bytes(im));
        served++;
      }
    }
  }

  /** What was asked for: a wave of this frequency. */
  private record Request(int r1, int r2, int r3, int frequency) {}

  @Override
  public void run(TupleSpace space) throws InterruptedException {
    for (int i = 0; i < SERVERS; i++) {
      space.eval("fft server", i, new Server());
    }
    Random random = new Random();
    Deque<Request> inFlight = new ArrayDeque<>();
    for (int i = 0; i < REQUESTS; i++) {
      if (inFlight.size() == IN_FLIGHT) {
        check(space, inFlight.remove());
      }
      inFlight.add(ask(space, random));
    }
    while (!inFlight.isEmpty()) {
      check(space, inFlight.remove());
    }

    int served = 0;
    for (int i = 0; i < SERVERS; i++) {
      space.out("fft", 0, 0, 0, new byte[0], new byte[0]);
    }
    for (int i = 0; i < SERVERS; i++) {
      served += space.in("fft server", i, Integer.class).getInt(2);
    }
    System.out.println(
        served + " transforms of " + SIZE + " numbers, " + IN_FLIGHT + " in flight, all right.");
  }

  private static Request ask(TupleSpace space, Random random) {
    Request request =
        new Request(
            random.nextInt(), random.nextInt(), random.nextInt(), random.nextInt(1, SIZE / 2));
    double[] wave = new double[SIZE];
    for (int t = 0; t < SIZE; t++) {
      wave[t] = Math.cos(2 * Math.PI * request.frequency() * t / SIZE);
    }
    space.out(
        "fft", request.r1(), request.r2(), request.r3(), bytes(wave), bytes(new double[SIZE]));
    return request;
  }

  /** A cosine is half at its frequency, half at the opposite one, and nothing elsewhere. */
  private static void check(TupleSpace space, Request request) throws InterruptedException {
    Tuple done =
        space.in("fft done", request.r1(), request.r2(), request.r3(), byte[].class, byte[].class);
    double[] re = doubles(done.getBytes(4));
    double[] im = doubles(done.getBytes(5));
    for (int k = 0; k < SIZE; k++) {
      boolean isPeak = k == request.frequency() || k == SIZE - request.frequency();
      if (Math.abs(re[k] - (isPeak ? SIZE / 2.0 : 0)) > 1e-6 || Math.abs(im[k]) > 1e-6) {
        throw new IllegalStateException(
            "wrong at " + k + " of a wave of frequency " + request.frequency());
      }
    }
  }

  /** As a C program on a PC has them in memory. */
  private static byte[] bytes(double[] numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asDoubleBuffer().put(numbers);
    return buffer.array();
  }

  private static double[] doubles(byte[] bytes) {
    double[] numbers = new double[bytes.length / Double.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
    return numbers;
  }
}
