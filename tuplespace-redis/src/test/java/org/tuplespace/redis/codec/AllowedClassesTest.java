package org.tuplespace.redis.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuplespace.redis.AllowedClasses;
import org.tuplespace.redis.codec.RandomValues.Operation;

class AllowedClassesTest {

  @ParameterizedTest
  @ValueSource(
      classes = {
        String.class,
        int[].class,
        int[][].class,
        String[][].class,
        Object[].class,
        TimeUnit.class,
        java.time.ZonedDateTime.class,
        java.time.temporal.ChronoUnit.class,
        java.util.ArrayList.class,
        java.util.concurrent.ConcurrentHashMap.class
      })
  void jdk_valuesAndCollections_permitted(Class<?> type) {
    assertThat(AllowedClasses.jdk().permits(type.getName())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.URL",
        "java.lang.Runtime",
        "java.lang.Class",
        "java.lang.invoke.SerializedLambda",
        "java.timer.Foo",
        "javax.management.BadAttributeValueExpException",
        "[Ljava.net.URL;",
        "java.util.logging.Level",
        "org.tuplespace.Tuple",
        "[",
        "[L;",
        ""
      })
  void jdk_others_refused(String name) {
    assertThat(AllowedClasses.jdk().permits(name)).isFalse();
  }

  @Test
  void allow_class_itAndItsArrays() {
    AllowedClasses allowed = AllowedClasses.jdk().allow(Operation.class, Codecs[].class);
    assertThat(allowed.permits(Operation.class.getName())).isTrue();
    assertThat(allowed.permits(Operation[][].class.getName())).isTrue();
    assertThat(allowed.permits(((Object) Operation.WITH_BODY).getClass().getName())).isTrue();
    assertThat(allowed.permits(Codecs.class.getName())).isTrue();
    assertThat(allowed.permits(RandomValues.class.getName())).isFalse();
  }

  @Test
  void allowPackage_name_itAndThoseBelow() {
    AllowedClasses allowed = AllowedClasses.jdk().allowPackage("com.foo");
    assertThat(allowed.permits("com.foo.Bar")).isTrue();
    assertThat(allowed.permits("com.foo.Bar$Baz")).isTrue();
    assertThat(allowed.permits("[Lcom.foo.bar.Baz;")).isTrue();
    assertThat(allowed.permits("com.foolish.Bar")).isFalse();
    assertThat(allowed.permits("com.foo")).isFalse();
    for (String wrong : new String[] {"", "com.foo.*", "com..foo", ".com", "com/foo"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> allowed.allowPackage(wrong))
          .withMessageContaining('"' + wrong + '"');
    }
  }
}
