package org.tuplespace.redis.cli;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.tuplespace.jobs.JobHandler;
import org.tuplespace.jobs.Worker;

/** A user's handler, named on the command line: a class with a constructor without parameters. */
final class HandlerClass {

  private HandlerClass() {}

  /**
   * Gives the worker one, for the payloads that the class says it handles.
   *
   * @throws IllegalArgumentException if there is no such class, or it is no handler
   */
  static void addTo(Worker.Builder worker, String name) {
    try {
      Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
      JobHandler<?, ?> handler = (JobHandler<?, ?>) type.getDeclaredConstructor().newInstance();
      add(worker, payloadType(type), handler);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new IllegalArgumentException(
          "there is no class " + name + " (" + e + "); give its jar by --classpath", e);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException(
          name + " does not implement " + JobHandler.class.getName(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          name + " can't be made (" + e + "); it needs a public constructor without parameters", e);
    }
  }

  @SuppressWarnings("unchecked") // it says itself what it handles
  private static <P> void add(Worker.Builder worker, Class<?> type, JobHandler<P, ?> handler) {
    worker.handler((Class<P>) type, handler);
  }

  /** The P of its JobHandler; Object where the class leaves it open. */
  private static Class<?> payloadType(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Type implemented : each.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType generic
            && generic.getRawType() == JobHandler.class) {
          Type payload = generic.getActualTypeArguments()[0];
          if (payload instanceof Class<?> plain) {
            return plain;
          }
          if (payload instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
          }
        }
      }
    }
    return Object.class;
  }
}
