package org.tuplespace.examples.bench.published;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.tuplespace.examples.bench.system.TupleClient;
import org.tuplespace.examples.bench.workload.Crew;
import org.tuplespace.examples.bench.workload.WrongResultException;

/** Workers take MD5 sums and find the passwords that have them in a database of tuples. */
final class PasswordSearch extends CaseStudy {

  private static final int WORKERS = 4;
  private static final int BATCH = 500;
  private static final String LAST = "";

  private final Sizes sizes;

  PasswordSearch(Sizes sizes) {
    super(
        "P1.password",
        String.format(
            Locale.ROOT,
            "P1 password search, %,d tuples, %d tasks",
            sizes.passwords(),
            sizes.searches()));
    this.sizes = sizes;
  }

  @Override
  void fill(TupleClient master) throws Exception {
    for (int i = 0; i < sizes.passwords(); i += BATCH) {
      List<Object[]> tuples = new ArrayList<>();
      for (int j = i; j < Math.min(i + BATCH, sizes.passwords()); j++) {
        tuples.add(new Object[] {"password", md5(password(j)), password(j)});
      }
      master.outAll(tuples);
    }
  }

  @Override
  double run(TupleClient master, TupleClient workers) throws Exception {
    try (Crew crew = new Crew()) {
      for (int i = 0; i < WORKERS; i++) {
        crew.start(() -> work(workers));
      }
      int step = Math.max(1, sizes.passwords() / sizes.searches());
      long start = System.nanoTime();
      for (int i = 0; i < sizes.searches(); i++) {
        master.out("search", md5(password(i * step)));
      }
      for (int i = 0; i < sizes.searches(); i++) {
        String wanted = password(i * step);
        Object[] found = master.in("found", md5(wanted), String.class);
        WrongResultException.check("the password", wanted, found[2]);
      }
      double time = millis(start);
      for (int i = 0; i < WORKERS; i++) {
        master.out("search", LAST);
      }
      crew.join();
      return time;
    }
  }

  private static boolean work(TupleClient client) throws Exception {
    String sum = (String) client.in("search", String.class)[1];
    while (!sum.equals(LAST)) {
      client.out("found", sum, client.rd("password", sum, String.class)[2]);
      sum = (String) client.in("search", String.class)[1];
    }
    return true;
  }

  private static String password(int i) {
    return "secret " + i;
  }

  private static String md5(String text) throws Exception {
    byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sum);
  }
}
