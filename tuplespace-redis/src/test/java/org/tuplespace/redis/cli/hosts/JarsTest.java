package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarsTest {

  @TempDir private Path directory;

  @Test
  void names_tellTheContent() throws IOException {
    Path one = file("lib/one.jar", "content");
    Path same = file("other/one.jar", "content");
    Path another = file("lib/my lib+$.jar", "other content");

    try (Jars jars = new Jars("", one + ":" + same + ":" + another)) {
      List<Jar> user = jars.user();
      assertThat(user.get(0).hash())
          .isEqualTo("ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
      assertThat(user.get(0).name()).isEqualTo("ed7002b439e9ac845f22357d822bac14-one.jar");
      assertThat(user.get(1).name()).isEqualTo(user.get(0).name());
      assertThat(user.get(2).name()).endsWith("-my_lib__.jar");
      assertThat(user.get(2).size()).isEqualTo(13);
    }
  }

  @Test
  void directory_isPackedTheSameEachTime() throws IOException {
    Path classes = directory.resolve("classes");
    file("classes/a/B.class", "b");
    Path changed = file("classes/A.class", "a");
    Jar first;
    try (Jars jars = new Jars(classes.toString(), "")) {
      first = jars.program().get(0);
      try (JarFile jar = new JarFile(first.file().toFile())) {
        assertThat(jar.stream().map(Object::toString)).containsExactly("A.class", "a/B.class");
        assertThat(jar.getInputStream(jar.getEntry("a/B.class")))
            .hasBinaryContent(new byte[] {'b'});
      }
    }
    assertThat(first.file()).doesNotExist();
    assertThat(first.name()).endsWith("-classes.jar");

    Files.setLastModifiedTime(changed, FileTime.fromMillis(0));
    try (Jars jars = new Jars(classes.toString(), "")) {
      assertThat(jars.program().get(0).name()).isEqualTo(first.name());
    }
    Files.writeString(changed, "c");
    try (Jars jars = new Jars(classes.toString(), "")) {
      assertThat(jars.program().get(0).name()).isNotEqualTo(first.name());
    }
  }

  @Test
  void wildcard_isEveryJar() throws IOException {
    file("lib/b.jar", "b");
    file("lib/a.jar", "a");
    file("lib/readme", "text");
    try (Jars jars = new Jars("", directory.resolve("lib") + "/*")) {
      assertThat(jars.user()).extracting(Jar::size).containsExactly(1L, 1L);
      assertThat(jars.user().get(0).name()).endsWith("-a.jar");
    }
  }

  @Test
  void userEntryThatIsNotThere_isNamed_andOneOfTheProgramLeftOut() {
    String missing = directory.resolve("missing.jar").toString();
    assertThatThrownBy(() -> new Jars("", missing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(missing);
    assertThatThrownBy(() -> new Jars("", directory.resolve("nolib") + "/*"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nolib");
    try (Jars jars = new Jars(missing, "")) {
      assertThat(jars.program()).isEmpty();
    }
  }

  private Path file(String name, String content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
