package org.tuplespace.redis;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.redis.codec.EncodedTemplate;

/**
 * Templates that were encoded lately, by identity: who asks again and again asks with the same
 * ones, such as a worker with a dozen for each job. Thread-safe; of two that share a place, the
 * later one has it.
 */
final class EncodedTemplates {

  /** A power of two. */
  private static final int PLACES = 256;

  /** Larger ones are not kept. */
  private static final int MAX_BYTES = 2048;

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

  /** What the template is encoded to, by this function unless it was before. */
  EncodedTemplate get(Template template, Function<Template, EncodedTemplate> encode) {
    int place = System.identityHashCode(template) & (PLACES - 1);
    Entry entry = entries.get(place);
    if (entry != null && entry.template() == template) {
      return entry.encoded();
    }
    EncodedTemplate encoded = encode.apply(template);
    if (encoded.key().length + encoded.tests().length <= MAX_BYTES) {
      entries.set(place, new Entry(template, encoded));
    }
    return encoded;
  }

  private record Entry(Template template, EncodedTemplate encoded) {}
}
