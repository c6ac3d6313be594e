/** Options that several verbs share, as picocli mixins, and what becomes of them as settings of the library. */
package dev.ganvas.cli.option;
