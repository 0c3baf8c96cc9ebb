/** What every view shares: threads, texts, dialogs, errors, theme, actions. */
@NullMarked
package org.dimdesktop.ui.common;

import org.jspecify.annotations.NullMarked;
