package org.tuplespace.redis.faults;

import java.util.Optional;

/**
 * One call, as its ledger has it.
 *
 * @param process who called
 * @param transaction unique over all processes, or {@link Ledger#PLAIN}
 * @param operand in {@link Notation}
 * @param begin when it was about to begin
 * @param end when it answered or failed, or {@link Long#MAX_VALUE}
 * @param answer in {@link Notation}, or the error; empty if there was none
 * @param deliveries those of the tuple that was answered
 */
record Operation(
    String process,
    Verb verb,
    String transaction,
    String operand,
    long begin,
    long end,
    Outcome outcome,
    String answer,
    int deliveries) {

  /** What is known of an operation. */
  enum Outcome {
    DONE,
    /** It is certain that it did not happen. */
    NOT,
    /** The call said that it may have happened. */
    MAYBE,
    /** The process died, or was stopped for ever, before it was told. */
    OPEN
  }

  boolean is(Verb what, Outcome how) {
    return verb == what && outcome == how;
  }

  boolean isPlain() {
    return transaction.equals(Ledger.PLAIN);
  }

  /** The tuple that was put or, where one was, taken or read; in {@link Notation}. */
  Optional<String> tuple() {
    if (verb == Verb.OUT) {
      return Optional.of(operand);
    }
    boolean answered = outcome == Outcome.DONE && !answer.isEmpty();
    return answered && (verb == Verb.TAKE || verb == Verb.READ)
        ? Optional.of(answer)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return String.format(
        "%s: %s %s%s at %.6f..%.6f: %s %s%s",
        process,
        verb,
        operand,
        isPlain() ? "" : " under " + transaction,
        begin / 1e9,
        end == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : end / 1e9,
        outcome,
        answer,
        deliveries > 0 ? ", delivery " + (deliveries + 1) : "");
  }
}
