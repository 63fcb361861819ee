/* `guest attach`: for backends whose only way in is to run a program in the sandbox. */
#ifndef ATTACH_H
#define ATTACH_H

/* Joins standard input and output to the socket until either ends; returns the exit status. */
int attach(const char *socket_path);

#endif
