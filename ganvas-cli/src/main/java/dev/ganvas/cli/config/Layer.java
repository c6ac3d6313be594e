package dev.ganvas.cli.config;

/** What says the values of a configuration; a later one wins. An option on the command line wins over all. */
public enum Layer {
    /** {@code ganvas.yaml} in the working directory. */
    PROJECT,
    /** {@code ganvas.yaml} in the user's folder for settings. */
    USER,
    /** Variables of the environment. */
    ENVIRONMENT,
    /** System properties of Java. */
    PROPERTY
}
