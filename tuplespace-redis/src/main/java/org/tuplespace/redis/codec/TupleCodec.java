package org.tuplespace.redis.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tuplespace.Template;
import org.tuplespace.Tuple;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.ObjectSerializer;

/**
 * Turns tuples and templates into bytes, and stored bytes into tuples. Thread-safe.
 *
 * <p>What can't be encoded or decoded is a {@link TupleCodecException}, whatever the bytes are; the
 * message names the field, the class, and what to do.
 */
public final class TupleCodec {

  private final ClassAccess access;
  private final ObjectSerializer serializer;
  private final Unread unread;

  public TupleCodec(AllowedClasses allowed, ObjectSerializer serializer) {
    this(allowed, serializer, Unread.NONE);
  }

  public TupleCodec(AllowedClasses allowed, ObjectSerializer serializer, Unread unread) {
    this.access = new ClassAccess(allowed);
    this.serializer = serializer;
    this.unread = unread;
  }

  /**
   * Encodes a tuple. If it is longer than 64 KiB its largest fields go out of line; each takes an
   * id of printable ASCII from {@code blobIds}.
   */
  public EncodedTuple encode(Tuple tuple, Supplier<String> blobIds) {
    List<EncodedField> fields = new ArrayList<>(tuple.arity());
    for (int i = 0; i < tuple.arity(); i++) {
      int index = i;
      fields.add(Naming.field(i, () -> new FieldEncoder(access, serializer).encode(tuple, index)));
    }
    Output[] parts = fields.stream().map(EncodedField::canonical).toArray(Output[]::new);
    List<Blob> blobs = moveOutOfLine(fields, parts, blobIds);

    Output out = new Output();
    if (blobs.isEmpty()) {
      out.arrayHeader(parts.length);
    } else {
      // Tells scripts by the first byte that there are references.
      out.longArrayHeader(parts.length);
    }
    int[] offsets = new int[parts.length + 1];
    for (int i = 0; i < parts.length; i++) {
      offsets[i] = (int) out.length();
      out.append(parts[i]);
    }
    offsets[parts.length] = (int) out.length();
    byte[] bytes = out.append(ClassEntries.write(fields)).toByteArray();
    return new EncodedTuple(bytes, new StoredTuple(bytes, offsets), blobs);
  }

  /** Puts references in place of the largest parts, largest first, until the rest fits. */
  private static List<Blob> moveOutOfLine(
      List<EncodedField> fields, Output[] parts, Supplier<String> blobIds) {
    long total = new Output().longArrayHeader(parts.length).length();
    for (Output part : parts) {
      total += part.length();
    }
    if (total <= Format.MAX_INLINE) {
      return List.of();
    }
    Iterator<Integer> largest =
        IntStream.range(0, parts.length)
            .filter(i -> parts[i].length() > Format.MIN_OUT_OF_LINE)
            .boxed()
            .sorted(Comparator.comparing(i -> -parts[i].length()))
            .toList()
            .iterator();
    TreeMap<Integer, Blob> blobs = new TreeMap<>();
    while (total > Format.MAX_INLINE && largest.hasNext()) {
      int i = largest.next();
      String id = blobIds.get();
      blobs.put(i, new Blob(id, parts[i]));
      total -= parts[i].length();
      parts[i] = fields.get(i).reference(i, id).write();
      total += parts[i].length();
    }
    return List.copyOf(blobs.values());
  }

  /** The fields of a stored tuple that lie elsewhere, in the order of the tuple. */
  public List<BlobRef> outOfLine(byte[] stored) {
    return Naming.tuple(
        () -> {
          StoredTuple tuple = StoredTuple.parse(stored);
          List<BlobRef> references = new ArrayList<>();
          for (int i = 0; i < tuple.arity(); i++) {
            if (tuple.isOutOfLine(i)) {
              Reference reference = tuple.reference(i);
              references.add(new BlobRef(i, reference.blobId(), reference.length()));
            }
          }
          return references;
        });
  }

  /** The key under which the index of {@code shape} lists a stored tuple. */
  public byte[] keyFor(byte[] stored, String shape) {
    return Naming.tuple(() -> StoredTuple.parse(stored).key(shape));
  }

  /**
   * Decodes a stored tuple.
   *
   * @param blobs gives the content of a blob by its id, or null if it is gone
   */
  public Tuple decode(byte[] stored, Function<String, byte @Nullable []> blobs) {
    StoredTuple tuple = Naming.tuple(() -> StoredTuple.parse(stored));
    List<ClassCursor> classes =
        Naming.tuple(() -> ClassEntries.read(tuple.classes(), tuple.arity()));
    @Nullable Object[] fields = new @Nullable Object[tuple.arity()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = decode(tuple, i, classes.get(i), blobs);
    }
    return Naming.tuple(() -> Tuple.of(fields));
  }

  private @Nullable Object decode(
      StoredTuple tuple,
      int index,
      ClassCursor classes,
      Function<String, byte @Nullable []> blobs) {
    FieldDecoder decoder = new FieldDecoder(access, serializer, unread, classes);
    if (!tuple.isOutOfLine(index)) {
      return Naming.<@Nullable Object>field(index, () -> decoder.decode(tuple.field(index)));
    }
    Reference reference = Naming.field(index, () -> tuple.reference(index));
    // What goes wrong here is no fault of the bytes, and passes as it is.
    byte[] blob = blobs.apply(reference.blobId());
    return Naming.<@Nullable Object>field(
        index,
        () -> {
          Input in = new Input(content(reference, blob));
          if (in.tag() != reference.tag()) {
            throw in.corrupt("content of another type than its tuple says", 0);
          }
          return decoder.decode(in);
        });
  }

  private static byte[] content(Reference reference, byte @Nullable [] content) {
    if (content == null) {
      throw new TupleCodecException(
          "lies out of line as " + reference.blobId() + ", which is gone");
    }
    if (content.length != reference.length()) {
      throw new TupleCodecException(
          "is corrupt: it lies out of line as "
              + reference.blobId()
              + ", which has "
              + content.length
              + " bytes where "
              + reference.length()
              + " were stored");
    }
    if (!Arrays.equals(Digests.sha256(List.of(ByteBuffer.wrap(content))), reference.sha256())) {
      throw new TupleCodecException(
          "is corrupt: it lies out of line as "
              + reference.blobId()
              + ", whose content has another SHA-256 than was stored");
    }
    return content;
  }

  /** Encodes a template. */
  public EncodedTemplate encode(Template template) {
    return TemplateEncoder.encode(template, access, serializer);
  }
}
