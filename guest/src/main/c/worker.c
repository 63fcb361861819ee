/* Forks workers, and passes on what they answer, send and receive. */
#include "worker.h"

#include "descriptors.h"
#include "feed.h"
#include "task.h"
#include "tree.h"

#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>

enum { PIPE_SIZE = 262144 };

struct worker {
  struct channel channel; /* first */
  enum worker_flow flow;
  pid_t child;
  struct watch answer; /* socket that keeps message boundaries: a frame type, then its payload */
  struct watch data;   /* what it sends */
  struct feed feed;    /* what it receives */
  bool flowing;        /* its data may be sent: STARTED has been, where there is one */
  struct buffer done;  /* DONE's fields, held back until the data has ended */
  bool is_done;
};

static uint8_t scratch[FRAME_PAYLOAD_MOST];

static void close_worker(struct channel *channel) {
  struct worker *worker = CONTAINER_OF(channel, struct worker, channel);
  if (!worker->is_done) kill(worker->child, SIGKILL); /* it has not been reaped: its socket was still open */
  watch_close(&worker->answer);
  watch_close(&worker->data);
  feed_close(&worker->feed);
  buffer_free(&worker->done);
  free(worker);
}

static void finish_if_over(struct worker *worker) {
  if (!worker->is_done || worker->data.fd >= 0) return;
  if (worker->flow == WORKER_STREAMS) channel_eof(&worker->channel, 1);
  channel_done(&worker->channel, (struct bytes){worker->done.data, worker->done.size});
}

static void take_answer(struct worker *worker, size_t size) {
  struct bytes fields = {scratch + 1, size - 1};
  if (scratch[0] == FRAME_STARTED) {
    channel_started(&worker->channel, fields);
    worker->flowing = true;
    channel_wake(&worker->channel);
  } else if (scratch[0] == FRAME_DONE) {
    put_raw(&worker->done, fields.data, fields.size);
    worker->is_done = true;
    watch_close(&worker->answer);
    channel_wake(&worker->channel);
    finish_if_over(worker);
  } else {
    struct cursor cursor = cursor_over(fields);
    int error = (int)take_u32(&cursor);
    AUTO_FREE char *what = copy_text(take_bytes(&cursor));
    AUTO_FREE char *message = copy_text(take_bytes(&cursor));
    worker->is_done = true;
    channel_error(&worker->channel, error, what, "%s", message);
  }
}

static void answer_ready(struct watch *watch, uint32_t events) {
  struct worker *worker = CONTAINER_OF(watch, struct worker, answer);
  (void)events;
  ssize_t got = recv(watch->fd, scratch, sizeof scratch, 0);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got > 0) {
    take_answer(worker, (size_t)got);
    return;
  }
  worker->is_done = true; /* there is nobody to kill any more */
  channel_error(&worker->channel, EIO, "request", "the guest's worker was killed before it could answer; is memory short?");
}

static void data_ready(struct watch *watch, uint32_t events) {
  struct worker *worker = CONTAINER_OF(watch, struct worker, data);
  (void)events;
  channel_wake(&worker->channel);
}

static bool send_data(struct channel *channel) {
  struct worker *worker = CONTAINER_OF(channel, struct worker, channel);
  if (!worker->flowing || worker->data.fd < 0) return false;
  size_t most = channel_allowed(channel);
  if (most == 0) return false; /* CREDIT wakes the channel */
  ssize_t got = read(worker->data.fd, channel_data_begin(channel, 1, most), most);
  channel_data_end(channel, got > 0 ? (size_t)got : 0);
  if (got > 0 || (got < 0 && errno == EINTR)) return true;
  if (got < 0 && errno == EAGAIN) {
    watch_again(&worker->data, EPOLLIN | EPOLLONESHOT);
    return false;
  }
  watch_close(&worker->data);
  finish_if_over(worker);
  return false;
}

static void receive(struct channel *channel, uint8_t stream, struct bytes bytes) {
  struct worker *worker = CONTAINER_OF(channel, struct worker, channel);
  if (stream == 0) feed_push(&worker->feed, channel, bytes);
  else channel_consumed(channel, bytes.size);
}

static void receive_end(struct channel *channel, uint8_t stream) {
  struct worker *worker = CONTAINER_OF(channel, struct worker, channel);
  if (stream == 0) feed_end(&worker->feed);
}

static const struct channel_kind HELPED = {
  .produce = send_data,
  .data = receive,
  .eof = receive_end,
  .close = close_worker,
};

/* The pipe of a flow, our end first; both -1 if there is none. False with errno. */
static bool open_pipe(enum worker_flow flow, int ends[2]) {
  ends[0] = ends[1] = -1;
  if (flow == WORKER_ANSWERS) return true;
  if (pipe2(ends, O_CLOEXEC) < 0) return false;
  fcntl(ends[0], F_SETPIPE_SZ, PIPE_SIZE); /* fewer switches; refused where users' pipes have had their share */
  if (flow == WORKER_RECEIVES) {
    int writing = ends[1];
    ends[1] = ends[0];
    ends[0] = writing;
  }
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return true;
}

NORETURN static void run(int answer, int pipe, const struct request *request, void (*work)(const struct request *request)) {
  int kept[] = {answer, pipe, tree_proc()};
  sigset_t none;
  sigemptyset(&none);
  signal(SIGPIPE, SIG_DFL); /* process 1 has closed the pipe: nobody wants the rest */
  sigprocmask(SIG_SETMASK, &none, NULL);
  close_all_but(kept, sizeof kept / sizeof *kept);
  task_begin(answer, pipe);
  work(request);
  _exit(0);
}

void worker_begin(struct connection *connection, uint32_t number, const struct request *request, enum worker_flow flow,
                  void (*work)(const struct request *request)) {
  int answer[2] = {-1, -1}, pipe[2] = {-1, -1};
  pid_t child = -1;
  if (open_pipe(flow, pipe) && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, answer) == 0) child = fork();
  if (child == 0) run(answer[1], pipe[1], request, work);
  int error = errno;
  close_fd(&answer[1]);
  close_fd(&pipe[1]);
  if (child < 0) {
    char message[128];
    close_fd(&answer[0]);
    close_fd(&pipe[0]);
    snprintf(message, sizeof message, "start a worker process: %s", strerror(error));
    connection_send_error(connection, number, error, "limit", message);
    return;
  }
  struct worker *worker = allocate(sizeof *worker);
  *worker = (struct worker){.flow = flow, .child = child, .answer = NO_WATCH, .data = NO_WATCH};
  feed_init(&worker->feed);
  worker->flowing = flow == WORKER_SENDS;
  channel_open(&worker->channel, &HELPED, connection, number);
  fcntl(answer[0], F_SETFL, O_NONBLOCK);
  watch_open(&worker->answer, answer[0], EPOLLIN, answer_ready);
  if (flow == WORKER_RECEIVES) feed_open(&worker->feed, pipe[0]);
  else if (pipe[0] >= 0) watch_open(&worker->data, pipe[0], EPOLLIN | EPOLLONESHOT, data_ready);
}
