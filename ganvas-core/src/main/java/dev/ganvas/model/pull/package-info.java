/** Models of others: which are known, and how they come onto this machine, checked; never without being asked. */
package dev.ganvas.model.pull;
