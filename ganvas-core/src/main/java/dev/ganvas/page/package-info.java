/** Pages that people read in a browser: one file each, without network and script. Start reading at {@link dev.ganvas.page.Page}. */
package dev.ganvas.page;
