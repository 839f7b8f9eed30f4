package org.tuplespace.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.tuplespace.NotReplicatedException;
import org.tuplespace.TransactionEndedException;
import org.tuplespace.TupleSpaceException;

/** Brings a failure that happened on another thread to the caller who waited for it. */
public final class Failures {

  private Failures() {}

  /** The failure inside the wrappers that futures put around it. */
  public static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause != null
            && (thrown instanceof CompletionException || thrown instanceof ExecutionException)
        ? unwrap(cause)
        : thrown;
  }

  /**
   * What the waiting caller should throw: of the same class as {@code thrown}, so that it can be
   * caught as documented, but with the caller's own stack trace and {@code thrown} as its cause.
   */
  public static RuntimeException atCaller(Throwable thrown) {
    Throwable failure = unwrap(thrown);
    if (failure instanceof Error error) {
      throw error;
    }
    String message = failure.getMessage();
    if (failure instanceof TransactionEndedException ended) {
      return new TransactionEndedException(
          message == null ? failure.toString() : message, ended.state(), ended);
    }
    if (failure instanceof NotReplicatedException late) {
      return new NotReplicatedException(String.valueOf(message), late);
    }
    if (failure instanceof TupleSpaceException) {
      TupleSpaceException again = sameClass(failure);
      return again != null
          ? again
          : new TupleSpaceException(message == null ? failure.toString() : message, failure);
    }
    if (failure instanceof IllegalArgumentException) {
      return new IllegalArgumentException(message, failure);
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new TupleSpaceException(failure.toString(), failure);
  }

  private static @Nullable TupleSpaceException sameClass(Throwable failure) {
    try {
      return (TupleSpaceException)
          failure
              .getClass()
              .getConstructor(String.class, Throwable.class)
              .newInstance(failure.getMessage(), failure);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
