/**
 * The HTTP side of the server: who may come in, what there is, and how it is answered.
 *
 * <p>In: requests that may lie. Out: answers, and problems of RFC 9457. Start reading at
 * {@link dev.ganvas.server.http.HttpServer}.
 */
package dev.ganvas.server.http;
