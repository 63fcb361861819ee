/* Sets process 1 up, reaps every orphan, and ends in good order. */
#include "serve.h"

#include "arrival.h"
#include "connection.h"
#include "control.h"
#include "descriptors.h"
#include "lease.h"
#include "process.h"
#include "program.h"
#include "spawn.h"
#include "tree.h"
#include "users.h"

#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

enum { GRACE_MS = 2000, KILL_ROUNDS = 250 };

static struct watch signals = {-1, NULL};
static struct timer grace;
static bool ending;

/* False when there is no child left. */
static bool reap(void) {
  pid_t pid;
  while ((pid = waitpid(-1, NULL, WNOHANG)) > 0) continue;
  return pid == 0 || errno != ECHILD;
}

NORETURN static void kill_and_exit(struct timer *timer) {
  (void)timer;
  /* Until none is left, but not for ever: one may hang in the kernel. Two seconds and a bit. */
  for (int round = 0; round < KILL_ROUNDS && reap(); round++) {
    tree_kill(getpid());
    usleep(round < 50 ? 1000 : 10000);
  }
  _exit(0);
}

/* SIGTERM to all; after the grace, or when all have ended, the guest ends. Supervisors do not hear it and end as their
 * programs do. */
static void begin_end(void) {
  if (ending) return;
  ending = true;
  if (!reap() || tree_signal(getpid(), SIGTERM) == 0) _exit(0);
  timer_set(&grace, GRACE_MS, kill_and_exit);
}

static void signal_ready(struct watch *watch, uint32_t events) {
  struct signalfd_siginfo received;
  (void)events;
  if (read(watch->fd, &received, sizeof received) != (ssize_t)sizeof received) return;
  if (received.ssi_signo == SIGTERM) begin_end();
  if (!reap() && ending) _exit(0);
}

/* All signals are blocked, so that nothing but SIGTERM has an effect; it and SIGCHLD are waited for. */
static void take_signals(void) {
  sigset_t all, waited;
  sigfillset(&all);
  sigprocmask(SIG_SETMASK, &all, NULL);
  signal(SIGPIPE, SIG_IGN);
  sigemptyset(&waited);
  sigaddset(&waited, SIGCHLD);
  sigaddset(&waited, SIGTERM);
  int fd = signalfd(-1, &waited, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0) die("signalfd");
  watch_open(&signals, fd, EPOLLIN, signal_ready);
}

/* What is opened later must not become a standard stream by accident. */
static void fill_standard_streams(void) {
  int fd;
  do fd = open("/dev/null", O_RDWR);
  while (fd >= 0 && fd <= 2);
  if (fd < 0) die("open /dev/null");
  close(fd);
}

static void protect(void) {
  if (prctl(PR_SET_DUMPABLE, 0) < 0) die("prctl PR_SET_DUMPABLE");
  if (getpid() != 1 && prctl(PR_SET_CHILD_SUBREAPER, 1) < 0) die("prctl PR_SET_CHILD_SUBREAPER");
  close_all_on_exec();
  program_remember_limits();
}

static void open_log_directory(const char *path) {
  char *parent = copy_text(bytes_of(path));
  for (char *slash = parent + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
    *slash = '\0';
    mkdir(parent, 0755);
  }
  free(parent);
  mkdir(path, 0700);
  int directory = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (directory < 0 || fchmod(directory, 0700) < 0) {
    fprintf(stderr, "guest: log directory %s: %s; logs keep the last 64 KiB in memory\n", path, strerror(errno));
    close_fd(&directory);
  }
  spool_directory(directory);
}

/* A listening socket at a path, for nobody but this user. Replaces what is there. */
static int bind_socket(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) die("--listen %s: longer than %zu bytes", path, sizeof address.sun_path - 1);
  memcpy(address.sun_path, path, strlen(path));
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  unlink(path);
  mode_t before = umask(0177);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 64) < 0) die("--listen %s", path);
  umask(before);
  return fd;
}

/* A standard stream would be inherited by what the guest starts. */
static int away_from_streams(int stream) {
  AUTO_CLOSE int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  int fd = fcntl(stream, F_DUPFD_CLOEXEC, 3);
  if (null < 0 || fd < 0 || dup2(null, stream) < 0) die("move descriptor %d", stream);
  return fd;
}

static void take_hosts_in(const struct serve_options *options) {
  int fd = options->listen_path != NULL ? bind_socket(options->listen_path) : options->fd;
  if (fd <= 2) fd = away_from_streams(fd);
  if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) die("descriptor %d (--listen-fd or --receive-fd)", fd);
  connections_from(fd, options->receive ? arrival_received : arrival_accepted);
}

void serve(const struct serve_options *options) {
  if (options->single_user) users_single();
  fill_standard_streams();
  protect();
  tree_open();
  loop_open();
  take_signals();
  open_log_directory(options->log_directory);
  spawn_prepare();
  control_prepare();
  lease_prepare(begin_end);
  take_hosts_in(options);
  loop_run(connections_service);
}
