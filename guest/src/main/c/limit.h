/* The sandbox's limits: which programs get, and which they have reached. */
#ifndef LIMIT_H
#define LIMIT_H

#include <stdbool.h>
#include <stdint.h>

enum limit { LIMIT_MEMORY = 1, LIMIT_PROCESSES = 2 };

/* How many processes and threads the programs of one user may have; 0: as many as the guest's own. Once, at start. */
void limits_set_processes(uint64_t most);
/* For the calling process, when it has its program's ids: the guest's own stay free of it, so that it can always start more. */
void limits_apply(void);

/* How many processes of the sandbox the kernel has killed because memory was full; 0 where that cannot be seen. */
uint64_t limits_kills(void);
/* Whether the sandbox is at its limit of processes now, those that the guest needs itself not counted. */
bool limits_processes_full(uint64_t own);

#endif
