/* Terminals of spawned programs. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "connection.h"
#include "request.h"

/* A new pair: false with errno. The master does not block. */
bool terminal_open(uint16_t rows, uint16_t columns, int *master, int *slave);
/* The terminal's foreground process group gets the signal: 0 or an errno. */
int terminal_signal(int master, int signal);
/* RESIZE. */
void terminal_resize(struct connection *connection, uint32_t number, const struct request *request);

#endif
