package org.dimdesktop.architecture.planted.cli;

import okhttp3.OkHttpClient;

/** Breaks a rule on purpose. */
record PlantedOkHttp(OkHttpClient client) {}
