package org.tuplespace.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The arrows between the layers: the API knows no server, the implementation on Redis knows no tool
 * that is built on it, and tools and examples use what any user can use.
 *
 * <p>ArchUnit fails a rule that finds no class to look at.
 */
class ArchitectureTest {
  private static final String REDIS = "org.tuplespace.redis";
  private static final String EXAMPLES = "org.tuplespace.examples..";

  /** Which also measure what those libraries do by themselves. */
  private static final String BENCHMARKS = "org.tuplespace.examples.bench..";

  /** What is built on the public API; none of it needs to exist for the rules to hold. */
  private static final String[] TOOLS = {
    REDIS + ".cli..", REDIS + ".console..", REDIS + ".gateway.."
  };

  /** What a user imports; every other package of ours is internal. */
  private static final String[] PUBLIC = {
    "org.tuplespace",
    "org.tuplespace.eval",
    "org.tuplespace.jobs",
    "org.tuplespace.linuxtuples",
    REDIS,
    REDIS + ".diagnosis",
    REDIS + ".server"
  };

  private static final DescribedPredicate<JavaClass> API =
      resideInAPackage("org.tuplespace..")
          .and(not(resideInAnyPackage(REDIS + "..", EXAMPLES)))
          .as("the API");

  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.tuplespace");
  }

  @Test
  void allModules_areLookedAt() {
    assertThat(ours.contain("org.tuplespace.TupleSpace")).as("tuplespace-api").isTrue();
    assertThat(ours.contain(REDIS + ".server.EmbeddedRedis")).as("tuplespace-redis").isTrue();
    assertThat(ours.stream().anyMatch(resideInAPackage(EXAMPLES)))
        .as("tuplespace-examples")
        .isTrue();
  }

  @Test
  void api_dependsOnTheJdkAlone() {
    classes()
        .that(API)
        .should()
        .onlyDependOnClassesThat(API.or(resideInAnyPackage("java..", "org.jspecify.annotations..")))
        .because("programs on the interface run in the JVM alone, without any Redis")
        .check(ours);
  }

  @Test
  void codec_knowsNoServer() {
    noClasses()
        .that(resideInAPackage(REDIS + ".codec.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.redisson..", "io.netty.."))
        .check(ours);
  }

  @Test
  void redis_dependsOnNoTool() {
    noClasses()
        .that(resideInAPackage(REDIS + "..").and(not(resideInAnyPackage(TOOLS))))
        .should()
        .dependOnClassesThat(resideInAnyPackage(TOOLS).or(resideInAPackage(EXAMPLES)))
        .check(ours);
  }

  @Test
  void toolsAndExamples_useThePublicApiAlone() {
    DescribedPredicate<JavaClass> usersCode =
        resideInAnyPackage(TOOLS).or(resideInAPackage(EXAMPLES)).as("tools and examples");
    classes()
        .that(usersCode)
        .should()
        .onlyDependOnClassesThat(
            usersCode
                .or(resideInAnyPackage(PUBLIC))
                .or(not(resideInAPackage("org.tuplespace..")))
                .as("are public API or none of ours"))
        .because("they show what a user can do")
        .check(ours);
  }

  @Test
  void tools_dependOnNoExample() {
    noClasses()
        .that(not(resideInAPackage(EXAMPLES)))
        .should()
        .dependOnClassesThat(resideInAPackage(EXAMPLES))
        .check(ours);
  }

  @Test
  void examples_leaveTheClientLibrariesAlone() {
    noClasses()
        .that(resideInAPackage(EXAMPLES).and(not(resideInAPackage(BENCHMARKS))))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.redisson..", "io.netty..", "org.nustaq..", "redis.embedded.."))
        .check(ours);
  }
}
