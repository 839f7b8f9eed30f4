package org.tuplespace.redis.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
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
   * id of printable ASCII from {@code blobIds}, and is digested when the bytes are first asked for.
   */
  public EncodedTuple encode(Tuple tuple, Supplier<String> blobIds) {
    List<EncodedField> fields = new ArrayList<>(tuple.arity());
    for (int i = 0; i < tuple.arity(); i++) {
      int index = i;
      fields.add(Naming.field(i, () -> new FieldEncoder(access, serializer).encode(tuple, index)));
    }
    SortedMap<Integer, String> outOfLine = chooseOutOfLine(fields, blobIds);
    if (outOfLine.isEmpty()) {
      return new EncodedTuple(assemble(fields, outOfLine));
    }
    List<Blob> blobs = new ArrayList<>();
    outOfLine.forEach((i, id) -> blobs.add(new Blob(id, fields.get(i).canonical())));
    return new EncodedTuple(() -> assemble(fields, outOfLine), List.copyOf(blobs));
  }

  /** The ids of those that go out of line, by field: the largest first, until the rest fits. */
  private static SortedMap<Integer, String> chooseOutOfLine(
      List<EncodedField> fields, Supplier<String> blobIds) {
    long total = new Output().longArrayHeader(fields.size()).length();
    for (EncodedField field : fields) {
      total += field.length();
    }
    if (total <= Format.MAX_INLINE) {
      return Collections.emptySortedMap();
    }
    Iterator<Integer> largest =
        IntStream.range(0, fields.size())
            .filter(i -> fields.get(i).length() > Format.MIN_OUT_OF_LINE)
            .boxed()
            .sorted(Comparator.comparing(i -> -fields.get(i).length()))
            .toList()
            .iterator();
    SortedMap<Integer, String> ids = new TreeMap<>();
    while (total > Format.MAX_INLINE && largest.hasNext()) {
      int i = largest.next();
      String id = blobIds.get();
      ids.put(i, id);
      total += Reference.writtenLength(id) - fields.get(i).length();
    }
    return ids;
  }

  /** The fields, or references in their place, and the classes. */
  private static StoredTuple assemble(
      List<EncodedField> fields, SortedMap<Integer, String> outOfLine) {
    Output out = new Output();
    if (outOfLine.isEmpty()) {
      out.arrayHeader(fields.size());
    } else {
      // Tells scripts by the first byte that there are references.
      out.longArrayHeader(fields.size());
    }
    int[] offsets = new int[fields.size() + 1];
    for (int i = 0; i < fields.size(); i++) {
      offsets[i] = (int) out.length();
      EncodedField field = fields.get(i);
      String id = outOfLine.get(i);
      out.append(id == null ? field.canonical() : field.reference(i, id).write());
    }
    offsets[fields.size()] = (int) out.length();
    return new StoredTuple(out.append(ClassEntries.write(fields)).toByteArray(), offsets);
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
  public Tuple decode(byte[] stored, Function<String, @Nullable BlobContent> blobs) {
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
      Function<String, @Nullable BlobContent> blobs) {
    FieldDecoder decoder = new FieldDecoder(access, serializer, unread, classes);
    if (!tuple.isOutOfLine(index)) {
      return Naming.<@Nullable Object>field(index, () -> decoder.decode(tuple.field(index)));
    }
    Reference reference = Naming.field(index, () -> tuple.reference(index));
    // What goes wrong here is no fault of the bytes, and passes as it is.
    BlobContent blob = blobs.apply(reference.blobId());
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

  private static byte[] content(Reference reference, @Nullable BlobContent blob) {
    if (blob == null) {
      throw new TupleCodecException(
          "lies out of line as " + reference.blobId() + ", which is gone");
    }
    byte[] content = blob.bytes();
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
    if (!Arrays.equals(blob.sha256(), reference.sha256())) {
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
