package dev.millrace.system;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may know whom.
class ArchitectureTest {
  private static final String[] FUNCTIONS =
      Layer.FUNCTIONS.stream().map(name -> "dev.millrace." + name + "..").toArray(String[]::new);

  /// Packages of shared-lib whose root holds concepts, with their adapters in packages below.
  private static final String[] CONCEPTS = {
    "dev.millrace.auth",
    "dev.millrace.eta",
    "dev.millrace.event",
    "dev.millrace.id",
    "dev.millrace.language",
    "dev.millrace.limit",
    "dev.millrace.malware",
    "dev.millrace.page",
    "dev.millrace.progress",
    "dev.millrace.upload",
    "dev.millrace.upload.arrival",
    "dev.millrace.upload.multipart",
    "dev.millrace.webhook",
    "dev.millrace.webhook.circuit",
    "dev.millrace.webhook.guard",
    "dev.millrace.webhook.signing"
  };

  /// Programs for a developer's machine, which may print, sleep and read the environment.
  private static final String[] TOOLS = {
    "dev.millrace.fit..", "dev.millrace.local..", "dev.millrace.models..", "dev.millrace.testing.."
  };

  /// The module that measures functions from inside, and is no part of the system.
  private static final String BENCHMARKS = "/dev/millrace/bench/";

  private static JavaClasses code;

  @BeforeAll
  static void read() {
    code =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains(BENCHMARKS))
            .importPackages("dev.millrace");
  }

  // Layers

  @Test
  void coreKnowsOnlyConceptsAndTheLanguage() {
    check(
        classes()
            .that(areCore())
            .should()
            .onlyDependOnClassesThat(
                areCore()
                    .or(resideInAnyPackage(CONCEPTS))
                    .or(resideInAnyPackage("dev.millrace.flag"))
                    .or(resideInAnyPackage("java..", "org.jspecify.."))));
  }

  @Test
  void conceptsKnowNoOutsideWorld() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(CONCEPTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "software.amazon..", "com.amazonaws..", "org.slf4j..", "org.apache.."));
  }

  @Test
  void adaptersKnowTheCoreButNeitherEachOtherNorTheirWiring() {
    check(
        slices()
            .assignedFrom(new Layer.Slices())
            .should()
            .notDependOnEachOther()
            .ignoreDependency(areTop(), DescribedPredicate.alwaysTrue())
            .ignoreDependency(DescribedPredicate.alwaysTrue(), areCore()));
  }

  @Test
  void functionsDoNotKnowEachOther() {
    check(
        slices()
            .matching("dev.millrace.(*)..")
            .that(areSlicesOfFunctions())
            .should()
            .notDependOnEachOther());
  }

  @Test
  void nothingButAFunctionKnowsTheFunction() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(FUNCTIONS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FUNCTIONS));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("dev.millrace.(**)").should().beFreeOfCycles());
  }

  // What comes in from outside

  @Test
  void onlyHandlersReadTheEnvironment() {
    check(
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Handler")
            .and()
            .resideOutsideOfPackages(TOOLS)
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class));
  }

  @Test
  void onlyWiringKnowsTheTimeAndChance() {
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("Wiring")
            .and()
            .resideOutsideOfPackages(TOOLS)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", Duration.class));
  }

  /// A snapshot is restored many times: whatever a seed would yield, all copies would share.
  @Test
  void chanceIsSecure() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(FUNCTIONS)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.SplittableRandom")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom"));
  }

  @Test
  void onlyWiringBuildsClientsOfAws() {
    check(
        noClasses()
            .that()
            .doNotHaveSimpleName("Wiring")
            .and()
            .resideOutsideOfPackages(TOOLS)
            .should()
            .callMethodWhere(target(describe("builds a client", ArchitectureTest::buildsAClient))));
  }

  // Handlers

  @Test
  void handlersAreWhatLambdaCalls() {
    check(
        classes()
            .that(describe("take invocations", ArchitectureTest::takesInvocations))
            .should()
            .haveSimpleNameEndingWith("Handler")
            .andShould()
            .bePublic()
            .andShould()
            .haveModifier(JavaModifier.FINAL)
            .andShould(haveOnePublicConstructorWithoutParameters()));
  }

  @Test
  void handlersAreTheOnlyPublicClassesOfTheirPackages() {
    check(
        classes()
            .that(areTop())
            .and()
            .haveSimpleNameNotEndingWith("Handler")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic());
  }

  // Shapes

  /// A pass over a stream may count as it goes; nobody else gets to see that.
  @Test
  void coreAndConceptsAreClosedAndShareNothingThatChanges() {
    check(
        classes()
            .that(areCore().or(resideInAnyPackage(CONCEPTS)))
            .and()
            .areNotAnonymousClasses()
            .should(beClosed())
            .andShould(shareNothingThatChanges()));
  }

  @Test
  void nobodyPrintsInjectsFieldsOrLogsByTheJdk() {
    NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(code);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(code);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        code.that(describe("are deployed", type -> !resideInAnyPackage(TOOLS).test(type))));
  }

  private static void check(ArchRule rule) {
    rule.check(code);
  }

  private static DescribedPredicate<JavaClass> areCore() {
    return describe(
        "belong to the core of a function", type -> Layer.of(type).filter(Layer::core).isPresent());
  }

  private static DescribedPredicate<JavaClass> areTop() {
    return describe(
        "belong to a function's own package",
        type -> Layer.of(type).filter(Layer::top).isPresent());
  }

  private static DescribedPredicate<Slice> areSlicesOfFunctions() {
    return describe("are functions", slice -> Layer.FUNCTIONS.contains(slice.getNamePart(1)));
  }

  private static boolean takesInvocations(JavaClass type) {
    return type.getRawInterfaces().stream()
        .map(JavaClass::getName)
        .anyMatch(name ->
            name.equals(RequestHandler.class.getName())
                || name.equals(RequestStreamHandler.class.getName()));
  }

  private static boolean buildsAClient(AccessTarget target) {
    String owner = target.getOwner().getName();
    return owner.startsWith("software.amazon.awssdk.services.")
        && (owner.endsWith("Client") || owner.endsWith("Presigner"))
        && (target.getName().equals("builder") || target.getName().equals("create"));
  }

  private static ArchCondition<JavaClass> haveOnePublicConstructorWithoutParameters() {
    return new ArchCondition<>("have one public constructor, without parameters") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean satisfied =
            type.getConstructors().stream()
                .filter(constructor -> constructor.getModifiers().contains(JavaModifier.PUBLIC))
                .map(constructor -> constructor.getRawParameterTypes().size())
                .toList()
                .equals(List.of(0));
        events.add(new SimpleConditionEvent(type, satisfied, type.getName()));
      }
    };
  }

  private static ArchCondition<JavaClass> beClosed() {
    return new ArchCondition<>("be an interface, a record, an enum or a final class") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean satisfied =
            type.isInterface()
                || type.isEnum()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT);
        events.add(new SimpleConditionEvent(type, satisfied, type.getName() + " is open"));
      }
    };
  }

  private static ArchCondition<JavaClass> shareNothingThatChanges() {
    return new ArchCondition<>("have fields that never change, or are the object's own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaField field : type.getFields()) {
          boolean satisfied = field.getModifiers().contains(JavaModifier.FINAL) || ownState(field);
          events.add(new SimpleConditionEvent(type, satisfied, field.getFullName() + " changes"));
        }
      }
    };
  }

  private static boolean ownState(JavaField field) {
    JavaClass owner = field.getOwner();
    boolean hidden =
        field.getModifiers().contains(JavaModifier.PRIVATE)
            || (owner.isNestedClass() && !owner.getModifiers().contains(JavaModifier.PUBLIC));
    return hidden && !field.getModifiers().contains(JavaModifier.STATIC);
  }
}
