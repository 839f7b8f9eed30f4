package org.tuplespace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documents show is what is compiled. */
class DocumentsTest {

  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Path ROOT = MODULE.getParent();
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

  @Test
  void readme_smallestProgram_isTheOneThatIsCompiled() throws IOException {
    String source =
        Files.readString(MODULE.resolve("src/main/java/org/tuplespace/examples/SquareRoot.java"));
    String compiled = between(source, "    // README: begin\n", "    // README: end\n");

    String readme = Files.readString(ROOT.resolve("README.md"));

    assertThat(readme).contains("```java\n" + compiled.stripTrailing().stripIndent() + "\n```\n");
  }

  @ParameterizedTest
  @CsvSource({"tutorial.md, TutorialTest", "jobs.md, JobsGuideTest"})
  void guide_code_isCompiledAndRun(String document, String test) throws IOException {
    Path source = MODULE.resolve("src/test/java/org/tuplespace/examples/" + test + ".java");
    String compiled = withoutLayout(Files.readString(source));
    Matcher code = CODE.matcher(Files.readString(ROOT.resolve("docs").resolve(document)));

    int blocks = 0;
    for (; code.find(); blocks++) {
      assertThat(compiled).contains(withoutLayout(code.group(1)));
    }
    assertThat(blocks).isGreaterThan(5);
  }

  @Test
  void documents_links_leadSomewhere() throws IOException {
    for (Path document : documents()) {
      Matcher links = LINK.matcher(Files.readString(document));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains("://")) {
          assertThat(document.resolveSibling(target)).as("link in %s", document).exists();
        }
      }
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(path -> path.toString().endsWith(".md")).forEach(documents::add);
    }
    return documents;
  }

  /** Lines may be broken in other places. */
  private static String withoutLayout(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
