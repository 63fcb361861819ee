/* launcher guard: a program that cannot outlive its owner. */
#pragma once

/* Runs the program in mount and process namespaces of its own, its standard input empty. When our standard input ends
 * (its owner closed it, or died), kills the program and all it started; their mounts go with them. Returns its exit status, 125
 * if it was killed. */
int guard(char **program);
