/* Starts a program, reports its end, signals and kills its descendants, and ends when none is left. */
#include "supervisor.h"

#include "descriptors.h"
#include "request.h"
#include "tree.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

struct supervisor {
  int control;
  int starting; /* read end of the pipe that ends when the program has been executed; -1 afterwards */
  pid_t program; /* 0 once it has ended */
};

static void report(const struct supervisor *supervisor, const struct report *report) {
  /* Blocks while process 1 is busy; an error means that there is no process 1 any more. */
  if (send(supervisor->control, report, sizeof *report, MSG_NOSIGNAL) < 0 && errno != EPIPE) die("report to process 1");
}

/* The pipe says how the start went: its end means well. */
static void read_start(struct supervisor *supervisor) {
  struct report said = {.kind = REPORT_STARTED, .pid = supervisor->program};
  ssize_t got = read(supervisor->starting, &said.failure, sizeof said.failure);
  if (got < 0 && errno == EINTR) return;
  if (got > 0) said.kind = REPORT_FAILED;
  close_fd(&supervisor->starting);
  report(supervisor, &said);
  if (said.kind == REPORT_FAILED) _exit(0);
}

static void program_ended(struct supervisor *supervisor, int status) {
  if (supervisor->starting >= 0) read_start(supervisor);
  supervisor->program = 0;
  report(supervisor, &(struct report){.kind = REPORT_ENDED, .status = status});
}

/* Reaps all that has ended. False when no descendant is left. */
static bool reap(struct supervisor *supervisor) {
  for (;;) {
    int status;
    pid_t pid = waitpid(-1, &status, WNOHANG);
    if (pid == 0) return true;
    if (pid < 0 && errno == EINTR) continue;
    if (pid < 0) return false;
    if (pid == supervisor->program) program_ended(supervisor, status);
  }
}

/* Until no descendant is left. */
static void kill_all(struct supervisor *supervisor) {
  sigset_t child;
  struct timespec pause = {.tv_nsec = 4000000};
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  while (reap(supervisor)) {
    tree_kill(getpid());
    while (reap(supervisor) && sigtimedwait(&child, NULL, &pause) == SIGCHLD) continue;
    if (pause.tv_nsec < 200000000) pause.tv_nsec *= 2; /* one that hangs in the kernel may take for ever */
  }
}

static int carry_out(struct supervisor *supervisor, const struct order *order) {
  if (order->scope == SCOPE_PROGRAM) {
    if (supervisor->program == 0) return ESRCH;
    return kill(supervisor->program, order->signal) == 0 ? 0 : errno;
  }
  if (order->signal != SIGKILL) return tree_signal(getpid(), order->signal) > 0 ? 0 : ESRCH;
  kill_all(supervisor);
  return 0;
}

static void obey(struct supervisor *supervisor) {
  struct order order;
  ssize_t got = recv(supervisor->control, &order, sizeof order, 0);
  if (got < 0 && errno == EINTR) return;
  if (got != (ssize_t)sizeof order) { /* process 1 has gone: nothing of it may stay */
    kill_all(supervisor);
    _exit(0);
  }
  struct report answer = {.kind = REPORT_ANSWERED, .token = order.token};
  answer.error = carry_out(supervisor, &order);
  report(supervisor, &answer);
}

static void start(struct supervisor *supervisor, const struct program *program) {
  int pipe_ends[2];
  if (pipe2(pipe_ends, O_CLOEXEC) < 0) die("pipe2");
  supervisor->program = fork();
  if (supervisor->program == 0) {
    close(pipe_ends[0]);
    program_run(program, pipe_ends[1]);
  }
  int error = errno;
  close(pipe_ends[1]);
  supervisor->starting = pipe_ends[0];
  if (supervisor->program > 0) return;
  struct report said = {.kind = REPORT_FAILED, .failure = {.error = error, .what = "limit"}};
  snprintf(said.failure.message, sizeof said.failure.message, "fork: %s", strerror(error));
  report(supervisor, &said);
  _exit(0);
}

void supervise(int control, const struct program *program) {
  struct supervisor supervisor = {.control = control, .starting = -1};
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  prctl(PR_SET_NAME, "guest-spawn");
  if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) die("prctl PR_SET_CHILD_SUBREAPER");
  program_close_others(program, control);
  start(&supervisor, program);
  program_close(program);
  int children = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
  if (children < 0) die("signalfd");
  bool alive = true;
  while (alive) {
    struct pollfd watched[] = {{control, POLLIN, 0}, {children, POLLIN, 0}, {supervisor.starting, POLLIN, 0}};
    if (poll(watched, 3, -1) < 0 && errno != EINTR) die("poll");
    struct signalfd_siginfo ignored;
    /* Emptied before reaping, so that no later child's end is missed. */
    while (read(children, &ignored, sizeof ignored) > 0) continue;
    if (supervisor.starting >= 0 && watched[2].revents != 0) read_start(&supervisor);
    if (watched[0].revents != 0) obey(&supervisor);
    alive = reap(&supervisor);
  }
  _exit(0);
}
