package io.winnow.jobs.doctor;

/**
 * What this process runs on.
 *
 * @param java version and vendor
 * @param javaFeature the version's first number
 * @param system operating system and processor architecture
 * @param cores that the process may use
 * @param heapBytes most that Java objects may take
 * @param memoryBytes of the machine, or of the container; 0 where the system doesn't tell
 */
public record Machine(
    String java, int javaFeature, String system, int cores, long heapBytes, long memoryBytes) {}
