package io.winnow.jobs.ingest;

import java.io.Serializable;

/**
 * @param path full Hadoop path
 * @param name how messages call it: its place below the input, or its own name
 */
record InputFile(String path, String name) implements Serializable {}
