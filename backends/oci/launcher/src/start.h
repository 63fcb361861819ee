/* launcher start: see options.h for what it is told. */
#pragma once

int start(int argc, char **argv);
