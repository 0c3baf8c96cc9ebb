package org.dimdesktop.ui.control;

import java.util.function.Predicate;

/**
 * A switch beside the filter field that lets only some rows through.
 *
 * @param id unique in its table
 * @param textKey the key of its name
 * @param test which rows it lets through; called off the JavaFX thread
 */
public record FilterChip<T>(String id, String textKey, Predicate<T> test) {}
