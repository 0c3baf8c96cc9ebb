package org.dimdesktop.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The design's "which way things point", as rules over the packages below a root. */
final class Rules {
  private final String root;

  Rules(String root) {
    this.root = root;
  }

  private String in(String name) {
    return root + "." + name + "..";
  }

  private String[] in(String... names) {
    return Arrays.stream(names).map(this::in).toArray(String[]::new);
  }

  private DescribedPredicate<JavaClass> anywhereBut(String... names) {
    return not(resideInAnyPackage(in(names)));
  }

  ArchRule modelStandsOnTheJdkAlone() {
    return classes()
        .that()
        .resideInAPackage(in("model"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", in("model"));
  }

  ArchRule taskKnowsOnlyTheModel() {
    return noClasses()
        .that()
        .resideInAPackage(in("task"))
        .should()
        .dependOnClassesThat(
            resideInAPackage(root + "..").and(not(resideInAnyPackage(in("task", "model")))));
  }

  ArchRule servicesNeverPointUp() {
    return noClasses()
        .that(
            resideInAPackage(root + ".*..")
                .and(not(resideInAPackage(root)))
                .and(anywhereBut("ui", "cli", "app")))
        .should()
        .dependOnClassesThat(resideInAnyPackage(in("ui", "cli", "app")).or(resideInAPackage(root)));
  }

  ArchRule facesKnowNeitherEachOtherNorTheWiring() {
    return slices()
        .assignedFrom(new Faces())
        .should()
        .notDependOnEachOther()
        .ignoreDependency(resideInAPackage(in("app")), DescribedPredicate.alwaysTrue())
        // The command line is the program's entry and may start the wiring of the daemon.
        .ignoreDependency(resideInAPackage(in("cli")), resideInAPackage(in("app")));
  }

  private final class Faces implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      for (String face : List.of("ui", "cli", "app")) {
        if (resideInAPackage(in(face)).test(type)) {
          return SliceIdentifier.of(face);
        }
      }
      return SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "faces";
    }
  }

  ArchRule viewFeaturesNeverPointSideways() {
    return slices().assignedFrom(new ViewFeatures()).should().notDependOnEachOther();
  }

  private final class ViewFeatures implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String prefix = root + ".ui.";
      String name = type.getPackageName();
      if (!name.startsWith(prefix)) {
        return SliceIdentifier.ignore();
      }
      String feature = name.substring(prefix.length()).split("\\.", 2)[0];
      return feature.equals("common") || feature.equals("control")
          ? SliceIdentifier.ignore()
          : SliceIdentifier.of(feature);
    }

    @Override
    public String getDescription() {
      return "features of ui";
    }
  }

  ArchRule sharedUiNeverPointsAtFeatures() {
    return noClasses()
        .that()
        .resideInAnyPackage(in("ui.common", "ui.control"))
        .should()
        .dependOnClassesThat(
            resideInAPackage(in("ui")).and(not(resideInAnyPackage(in("ui.common", "ui.control")))));
  }

  ArchRule servicesAreFreeOfCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  ArchRule onlyTheWindowKnowsJavaFx() {
    return noClasses()
        .that(anywhereBut("ui", "app"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javafx..");
  }

  ArchRule viewModelsKnowNoScene() {
    Predicate<JavaClass> viewModel =
        type -> type.getName().replaceAll("\\$.*", "").endsWith("ViewModel");
    return noClasses()
        .that(DescribedPredicate.describe("view-models", viewModel))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "javafx.stage..");
  }

  ArchRule dockerJavaOnlyInEngine() {
    return only("com.github.dockerjava..", "engine");
  }

  ArchRule okHttpOnlyInClients() {
    return only("okhttp3..", "engine", "registry", "dim.client");
  }

  ArchRule javalinOnlyInServers() {
    return only("io.javalin..", "dim.daemon", "updates.api");
  }

  ArchRule jdbiOnlyInTheDaemon() {
    return only("org.jdbi..", "dim.daemon");
  }

  ArchRule jgitOnlyInTheDaemon() {
    return only("org.eclipse.jgit..", "dim.daemon");
  }

  private ArchRule only(String library, String... homes) {
    return noClasses()
        .that(anywhereBut(homes))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  ArchRule runLaterOnlyInUiCommon() {
    return noClasses()
        .that(anywhereBut("ui.common"))
        .should()
        .accessTargetWhere(calls("javafx.application.Platform", "runLater"));
  }

  ArchRule onlyTheCommandLinePrints() {
    return noClasses()
        .that(anywhereBut("cli"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err");
  }

  ArchRule nobodyMakesThreadsByHand() {
    return noClasses().should().accessTargetWhere(calls("java.lang.Thread", "<init>"));
  }

  ArchRule nothingIsASingleton() {
    return noMethods().that().haveModifier(JavaModifier.STATIC).should().haveName("getInstance");
  }

  ArchRule nothingSleeps() {
    return noClasses()
        .that(not(simpleName("TokenServer")))
        .should()
        .accessTargetWhere(calls("java.lang.Thread", "sleep"));
  }

  private static DescribedPredicate<JavaAccess<?>> calls(String owner, String name) {
    return DescribedPredicate.describe(
        owner + "." + name,
        access ->
            access.getTarget().getOwner().getName().equals(owner)
                && access.getTarget().getName().equals(name));
  }
}
