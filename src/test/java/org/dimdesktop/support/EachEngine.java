package org.dimdesktop.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test that each engine of the bed runs, beside the others and beside the other tests of its
 * class: for tests that wait for engines most of their time, and touch only what they made.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("org.dimdesktop.support.TestBed#everyEngine")
@Execution(ExecutionMode.CONCURRENT)
public @interface EachEngine {}
