/* The operations that send a process's output: SPAWN once the program runs, and ATTACH. */
#ifndef READER_H
#define READER_H

#include "process.h"

struct reader {
  struct observer observer; /* first */
  bool started;  /* STARTED has been sent: output may follow */
  bool follow;   /* until the program's end; otherwise to end */
  bool attached; /* by ATTACH: without the outputs, which belong to the SPAWN */
  uint64_t end;  /* where to stop; valid once the program has ended, or without follow */
  bool end_known;
  struct log_place place;
  uint64_t *output_sent; /* of each output; NULL for an ATTACH */
};

/* For the kind of SPAWN's channel and of ATTACH's. */
bool reader_produce(struct channel *channel);
void reader_data(struct channel *channel, uint8_t stream, struct bytes bytes);
void reader_eof(struct channel *channel, uint8_t stream);

/* ATTACH. */
void reader_attach(struct connection *connection, uint32_t number, const struct request *request);

#endif
