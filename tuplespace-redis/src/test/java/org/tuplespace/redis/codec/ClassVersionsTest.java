package org.tuplespace.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuplespace.TupleCodecException;
import org.tuplespace.redis.AllowedClasses;

/** What happens to stored objects when the next release of a program has other classes. */
class ClassVersionsTest {

  private static final String OBJECT = "public class Job implements java.io.Serializable { %s }";
  private static final String RECORD = "public record Job(%s) {}";
  private static final String ENUM = "public enum Job { %s }";

  @TempDir Path directory;

  private final AllowedClasses allowed = AllowedClasses.jdk().allowPackage("versions");
  private final TupleCodec codec = new TupleCodec(allowed, new FstSerializer(allowed));
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @AfterEach
  void restoreClassLoader() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void decode_sameClassOfAnotherLoader_works() throws Exception {
    byte[] stored = store(OBJECT.formatted("public int a = 1; public String b = \"x\";"));
    use(
        OBJECT.formatted(
            "public String b; public int a; public static int c; public transient int d;"));

    Object job = codec.decode(stored, Codecs.NO_BLOBS).get(0);

    assertThat(job.getClass().getField("a").getInt(job)).isEqualTo(1);
    assertThat(job.getClass().getField("b").get(job)).isEqualTo("x");
  }

  @Test
  void decode_otherFields_saysSo() throws Exception {
    byte[] stored = store(OBJECT.formatted("public int a = 1; public int b = 2;"));
    for (String fields :
        List.of("public int a;", "public int a, b, c;", "public int a, x;", "public long a, b;")) {
      use(OBJECT.formatted(fields));
      assertFails(stored, "field 0 holds", "another version of versions.Job");
    }
  }

  @Test
  void decode_otherFieldsOfAFinalFieldType_saysSo() throws Exception {
    String holder = OBJECT.formatted("public Part part = new Part(); %s");
    String part =
        "public static final class Part implements java.io.Serializable { public int %s = 1; }";
    byte[] stored = store(holder.formatted(part.formatted("a")));
    use(holder.formatted(part.formatted("b")));
    assertFails(stored, "field 0 holds", "another version of versions.Job");
  }

  @Test
  void decode_otherComponents_saysSo() throws Exception {
    byte[] stored = store(RECORD.formatted("int a, String b"));
    for (String components : List.of("int a", "int a, String b, int c", "long a, String b")) {
      use(RECORD.formatted(components));
      assertFails(stored, "field 0 holds", "another version of versions.Job");
    }
    use(OBJECT.formatted(""));
    assertFails(stored, "field 0", "versions.Job, which is none here");
  }

  @Test
  void decode_constantGone_saysSo() throws Exception {
    byte[] stored = store(ENUM.formatted("B"));
    use(ENUM.formatted("A, B, C"));
    assertThat(codec.decode(stored, Codecs.NO_BLOBS).get(0)).hasToString("B");
    use(ENUM.formatted("A"));
    assertFails(stored, "field 0 holds a versions.Job \"B\"");
  }

  @Test
  void decode_classGone_saysSo() throws Exception {
    byte[] stored = store(OBJECT.formatted("public int a = 1;"));
    Thread.currentThread().setContextClassLoader(before);
    assertFails(stored, "field 0 holds a versions.Job", "missing here", "class path");
    byte[] inList = storeIn(OBJECT.formatted("public int a = 1;"));
    Thread.currentThread().setContextClassLoader(before);
    assertFails(inList, "field 0 holds a versions.Job", "missing here", "class path");
  }

  private byte[] store(String source) throws Exception {
    return Codecs.encode(codec, instance(use(source)));
  }

  private byte[] storeIn(String source) throws Exception {
    return Codecs.encode(
        codec, new java.util.HashMap<>(java.util.Map.of(1, instance(use(source)))));
  }

  private static Object instance(Class<?> type) throws Exception {
    if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return type.isRecord()
        ? type.getConstructor(int.class, String.class).newInstance(1, "x")
        : type.getConstructor().newInstance();
  }

  /** Compiles this version of {@code versions.Job}, and makes it the one that the thread sees. */
  private Class<?> use(String source) throws Exception {
    Path root = Files.createTempDirectory(directory, "version");
    Path file = root.resolve("versions/Job.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package versions;\n" + source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", root.toString(), file.toString());
    assertThat(failed).isZero();
    ClassLoader loader = new URLClassLoader(new URL[] {root.toUri().toURL()}, before);
    Thread.currentThread().setContextClassLoader(loader);
    return loader.loadClass("versions.Job");
  }

  private void assertFails(byte[] stored, String... parts) {
    assertThatExceptionOfType(TupleCodecException.class)
        .isThrownBy(() -> codec.decode(stored, Codecs.NO_BLOBS))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }
}
