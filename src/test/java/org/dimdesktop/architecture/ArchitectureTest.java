package org.dimdesktop.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sources keep every rule, and every rule finds the violation planted for it. */
class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter().importPath(Path.of("target/classes"));
  private static final JavaClasses TESTS =
      new ClassFileImporter().importPath(Path.of("target/test-classes"));
  private static final JavaClasses PLANTED =
      new ClassFileImporter().importPackages("org.dimdesktop.architecture.planted");

  static Stream<String> rules() {
    return Arrays.stream(Rules.class.getDeclaredMethods())
        .filter(m -> m.getReturnType() == ArchRule.class && m.getParameterCount() == 0)
        .map(Method::getName)
        .sorted();
  }

  private static ArchRule rule(String name, String root) throws ReflectiveOperationException {
    return (ArchRule) Rules.class.getDeclaredMethod(name).invoke(new Rules(root));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void productKeepsTheRule(String name) throws ReflectiveOperationException {
    rule(name, "org.dimdesktop").allowEmptyShould(true).check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void ruleFindsThePlantedViolation(String name) throws ReflectiveOperationException {
    ArchRule rule = rule(name, "org.dimdesktop.architecture.planted");
    assertThatThrownBy(() -> rule.check(PLANTED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Planted");
  }

  @Test
  void testsNeverSleep() {
    JavaClasses tests =
        TESTS.that(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "not planted", type -> !type.getPackageName().contains(".planted")));
    new Rules("org.dimdesktop").nothingSleeps().check(tests);
  }

  @Test
  void rulesAreFound() {
    assertThat(rules()).hasSizeGreaterThan(15);
  }
}
