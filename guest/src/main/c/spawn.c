/* Begins a program: collects its inputs, makes its pipes, forks its supervisor, and tells the channel how that went. */
#include "spawn.h"

#include "input.h"
#include "reader.h"
#include "share.h"
#include "terminal.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>

struct spawn {
  struct reader reader; /* first: the channel reads the output once the program runs */
  uint8_t *payload;     /* what the request's slices point into */
  struct request request;
  struct input inputs[EXTRA_FD_LAST + 1];
  uint32_t incomplete; /* inputs */
};

static int null_device = -1;

static void drop_request(struct spawn *spawn) {
  for (uint32_t i = 0; i < spawn->request.spawn.input_count; i++) close_fd(&spawn->inputs[i].file);
  spawn->request.spawn.input_count = 0;
  request_free(&spawn->request);
  free(spawn->payload);
  spawn->payload = NULL;
}

static void close_spawn(struct channel *channel) {
  struct spawn *spawn = CONTAINER_OF(channel, struct spawn, reader.observer.channel);
  struct process *process = spawn->reader.observer.process;
  drop_request(spawn);
  if (process->state == PROCESS_PREPARING) process_discard(process);
  else process_leave(&spawn->reader.observer);
  free(spawn->reader.output_sent);
  free(spawn);
}

/* Our end of a new pipe, which does not block, and the program's, which is noted in program. -1 with errno. */
static int make_pipe(struct program *program, int theirs, bool we_read) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return -1;
  int ours = we_read ? ends[0] : ends[1];
  fcntl(ours, F_SETFL, O_NONBLOCK);
  program->fds[program->fd_count++] = (struct program_fd){theirs, we_read ? ends[1] : ends[0]};
  return ours;
}

static bool connect_terminal(struct process *process, const struct spawn_request *request, struct program *program) {
  int slave;
  if (!terminal_open(request->rows, request->columns, &process->terminal, &slave)) return false;
  int input = fcntl(process->terminal, F_DUPFD_CLOEXEC, 3);
  process_read_from(process, &process->sources[0], process->terminal, 1);
  /* One descriptor each, so that closing them afterwards is one rule for all. */
  for (int theirs = 0; theirs < 3; theirs++) {
    int copy = theirs == 0 ? slave : fcntl(slave, F_DUPFD_CLOEXEC, 3);
    program->fds[program->fd_count++] = (struct program_fd){theirs, copy};
  }
  program->terminal = true;
  process->in.terminal = true;
  if (input < 0) return false;
  feed_open(&process->in, input);
  return true;
}

static bool connect_pipes(struct process *process, const struct spawn_request *request, struct program *program) {
  if ((request->flags & SPAWN_STDIN) != 0) {
    int in = make_pipe(program, 0, false);
    if (in < 0) return false;
    feed_open(&process->in, in);
  } else {
    program->fds[program->fd_count++] = (struct program_fd){0, fcntl(null_device, F_DUPFD_CLOEXEC, 3)};
    feed_close(&process->in);
  }
  int out = make_pipe(program, 1, true);
  if (out < 0) return false;
  process_read_from(process, &process->sources[0], out, 1);
  if ((request->flags & SPAWN_MERGE) != 0) {
    int merged = fcntl(program->fds[program->fd_count - 1].ours, F_DUPFD_CLOEXEC, 3);
    program->fds[program->fd_count++] = (struct program_fd){2, merged};
    return true;
  }
  int error = make_pipe(program, 2, true);
  if (error < 0) return false;
  process_read_from(process, &process->sources[1], error, 2);
  return true;
}

static bool connect_extra(struct spawn *spawn, struct program *program) {
  struct process *process = spawn->reader.observer.process;
  const struct spawn_request *request = &spawn->request.spawn;
  for (uint32_t i = 0; i < request->input_count; i++) {
    program->fds[program->fd_count++] = (struct program_fd){request->inputs[i].fd, take_fd(&spawn->inputs[i].file)};
  }
  for (uint32_t i = 0; i < request->output_count; i++) {
    int out = make_pipe(program, request->outputs[i], true);
    if (out < 0) return false;
    process_read_from(process, &process->outputs[i].source, out, request->outputs[i]);
  }
  return true;
}

/* Forks the supervisor: false with errno. */
static bool fork_supervisor(struct process *process, const struct program *program) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0) return false;
  pid_t pid = fork();
  if (pid == 0) supervise(ends[1], program);
  int error = errno;
  close(ends[1]);
  if (pid < 0) {
    close(ends[0]);
    errno = error;
    return false;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  process_begin(process, pid, ends[0]);
  return true;
}

static void launch(struct spawn *spawn) {
  struct process *process = spawn->reader.observer.process;
  const struct spawn_request *request = &spawn->request.spawn;
  process->share = share_take();
  struct program program = {.request = request, .share = share_open(process->share)};
  bool terminal = (request->flags & SPAWN_TTY) != 0;
  bool connected = terminal ? connect_terminal(process, request, &program) : connect_pipes(process, request, &program);
  bool launched = connected && connect_extra(spawn, &program) && fork_supervisor(process, &program);
  int error = errno;
  program_close(&program);
  if (!launched) {
    channel_error(&spawn->reader.observer.channel, error, "limit", "start a program: %s", strerror(error));
    return;
  }
  process_observe(process, &spawn->reader.observer);
  drop_request(spawn);
}

/* The supervisor has started the program, or failed to. */
static void started(struct process *process, const struct report *report) {
  for (struct observer *observer = process->observers; observer != NULL; observer = observer->next) {
    struct spawn *spawn = CONTAINER_OF(observer, struct spawn, reader.observer);
    if (report->kind == REPORT_FAILED) {
      /* While a program has not started, the channel that spawns it is its only observer. */
      channel_error(&observer->channel, report->failure.error, report->failure.what, "%s", report->failure.message);
      return;
    }
    struct buffer fields = {0};
    put_u64(&fields, process->id);
    channel_started(&observer->channel, (struct bytes){fields.data, fields.size});
    buffer_free(&fields);
    spawn->reader.started = true;
    channel_wake(&observer->channel);
  }
}

static void spawn_data(struct channel *channel, uint8_t stream, struct bytes bytes) {
  struct spawn *spawn = CONTAINER_OF(channel, struct spawn, reader.observer.channel);
  const struct spawn_request *request = &spawn->request.spawn;
  uint32_t i = 0;
  while (i < request->input_count && request->inputs[i].fd != stream) i++;
  if (i == request->input_count) {
    reader_data(channel, stream, bytes);
    return;
  }
  if (!input_take(&spawn->inputs[i], bytes)) {
    channel_error(channel, errno, "limit", "keep the input for descriptor %u: %s", stream, strerror(errno));
    return;
  }
  channel_consumed(channel, bytes.size);
  if (bytes.size > 0 && spawn->inputs[i].left == 0 && --spawn->incomplete == 0) launch(spawn);
}

static const struct channel_kind SPAWNED = {
  .produce = reader_produce,
  .data = spawn_data,
  .eof = reader_eof,
  .close = close_spawn,
};

static bool open_inputs(struct spawn *spawn) {
  const struct spawn_request *request = &spawn->request.spawn;
  for (uint32_t i = 0; i < request->input_count; i++) spawn->inputs[i].file = -1;
  for (uint32_t i = 0; i < request->input_count; i++) {
    if (!input_open(&spawn->inputs[i], request->inputs[i].length)) return false;
    if (spawn->inputs[i].left > 0) spawn->incomplete++;
  }
  return true;
}

static struct process *make_process(const struct spawn_request *request) {
  struct process *process = process_new(request->flags, request->log_cap);
  process->label = copy_text(request->label);
  process->label_size = request->label.size;
  process->program = copy_text(request->argv.items[0]);
  process->output_count = request->output_count;
  process->outputs = allocate(request->output_count * sizeof *process->outputs);
  for (uint32_t i = 0; i < request->output_count; i++) {
    process->outputs[i] = (struct output){.source.watch = NO_WATCH};
    spool_init(&process->outputs[i].kept, OUTPUT_KEPT);
  }
  return process;
}

void spawn_begin(struct connection *connection, uint32_t number, struct bytes payload) {
  struct spawn *spawn = allocate(sizeof *spawn);
  memset(spawn, 0, sizeof *spawn);
  spawn->payload = (uint8_t *)copy_text(payload);
  request_decode((struct bytes){spawn->payload, payload.size}, &spawn->request); /* it was decoded well before */
  const struct spawn_request *request = &spawn->request.spawn;
  spawn->reader.observer.process = make_process(request);
  spawn->reader.follow = true;
  spawn->reader.output_sent = allocate(request->output_count * sizeof(uint64_t));
  memset(spawn->reader.output_sent, 0, request->output_count * sizeof(uint64_t));
  channel_open(&spawn->reader.observer.channel, &SPAWNED, connection, number);
  if (request->fork_server.size > 0) {
    channel_error(&spawn->reader.observer.channel, ENOTSUP, "request", "fork servers are not supported by this guest");
  } else if (!open_inputs(spawn)) {
    channel_error(&spawn->reader.observer.channel, errno, "limit", "keep the inputs: %s", strerror(errno));
  } else if (spawn->incomplete == 0) {
    launch(spawn);
  }
}

void spawn_prepare(void) {
  null_device = open("/dev/null", O_RDWR | O_CLOEXEC);
  if (null_device < 0) die("open /dev/null");
  process_on_start(started);
}
