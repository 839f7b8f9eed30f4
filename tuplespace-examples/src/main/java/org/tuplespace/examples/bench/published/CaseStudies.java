package org.tuplespace.examples.bench.published;

import java.util.ArrayList;
import java.util.List;
import org.tuplespace.examples.bench.workload.Workload;

/** All of them, in the order of the rows. */
public final class CaseStudies {

  private CaseStudies() {}

  /** Of these sizes. */
  public static List<Workload> of(Sizes sizes) {
    List<Workload> all = new ArrayList<>();
    all.add(new PasswordSearch(sizes));
    all.add(new ParallelSort(sizes));
    sizes.oceanWorkers().forEach(workers -> all.add(new OceanModel(sizes, workers)));
    all.add(new MatrixByRows(sizes));
    all.add(new MatrixByBlocks(sizes));
    all.add(new Sieve(sizes));
    all.add(new Meetings(sizes));
    return all;
  }
}
