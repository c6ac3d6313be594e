/**
 * Ganvas as beans of a Spring Boot application, set by properties that begin with {@code ganvas}. Beans open their models, and with the
 * first of these the natives, when they are first asked for something; they may be used by any thread, and close with the context. Start
 * reading at {@link dev.ganvas.spring.GanvasAutoConfiguration}.
 */
package dev.ganvas.spring;
