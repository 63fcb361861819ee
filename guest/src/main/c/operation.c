/* Who serves which REQUEST. */
#include "operation.h"

#include "connect.h"
#include "control.h"
#include "files.h"
#include "worker.h"
#include "lease.h"
#include "overview.h"
#include "reader.h"
#include "spawn.h"
#include "terminal.h"
#include "variables.h"

static void ping(struct connection *connection, uint32_t number) {
  struct buffer fields = {0};
  put_u64(&fields, loop_uptime_ms());
  connection_send(connection, FRAME_DONE, number, (struct bytes){fields.data, fields.size});
  buffer_free(&fields);
}

static void dispatch(struct connection *connection, uint32_t number, const struct request *request, struct bytes payload) {
  switch (request->op) {
    case OP_PING: ping(connection, number); return;
    case OP_STATS: worker_begin(connection, number, request, WORKER_ANSWERS, overview_stats); return;
    case OP_SPAWN: spawn_begin(connection, number, payload); return;
    case OP_ATTACH: reader_attach(connection, number, request); return;
    case OP_WAIT: control_wait(connection, number, request); return;
    case OP_SIGNAL: control_signal(connection, number, request); return;
    case OP_RESIZE: terminal_resize(connection, number, request); return;
    case OP_PROCESSES: worker_begin(connection, number, request, WORKER_SENDS, overview_processes); return;
    case OP_RELEASE: control_release(connection, number, request); return;
    case OP_LEASE: lease_set(connection, number, request); return;
    case OP_LIMITS: control_limits(connection, number, request); return;
    case OP_ENV: variables_change(connection, number, request); return;
    case OP_READ: worker_begin(connection, number, request, WORKER_STREAMS, file_read); return;
    case OP_WRITE: worker_begin(connection, number, request, WORKER_RECEIVES, file_write); return;
    case OP_STAT: worker_begin(connection, number, request, WORKER_ANSWERS, file_stat); return;
    case OP_LIST: worker_begin(connection, number, request, WORKER_SENDS, file_list); return;
    case OP_MKDIR: worker_begin(connection, number, request, WORKER_ANSWERS, file_mkdir); return;
    case OP_REMOVE: worker_begin(connection, number, request, WORKER_ANSWERS, file_remove); return;
    case OP_RENAME: worker_begin(connection, number, request, WORKER_ANSWERS, file_rename); return;
    case OP_CHMOD: worker_begin(connection, number, request, WORKER_ANSWERS, file_chmod); return;
    case OP_CHOWN: worker_begin(connection, number, request, WORKER_ANSWERS, file_chown); return;
    case OP_REALPATH: worker_begin(connection, number, request, WORKER_ANSWERS, file_realpath); return;
    case OP_USER: worker_begin(connection, number, request, WORKER_ANSWERS, file_user); return;
    case OP_FIND: worker_begin(connection, number, request, WORKER_SENDS, file_find); return;
    case OP_CONNECT: connect_begin(connection, number, request); return;
    case OP_PORTS: worker_begin(connection, number, request, WORKER_SENDS, overview_ports); return;
  }
}

void operation_begin(struct connection *connection, uint32_t number, struct bytes payload) {
  struct request request;
  const char *wrong = request_decode(payload, &request);
  if (wrong != NULL) {
    connection_send_error(connection, number, EINVAL, "request", wrong);
    return;
  }
  dispatch(connection, number, &request, payload);
  request_free(&request);
}
