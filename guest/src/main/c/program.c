/* The last steps before a program runs, in its own process. */
#include "program.h"

#include "descriptors.h"
#include "environment.h"
#include "limit.h"
#include "share.h"
#include "tree.h"
#include "users.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>

static const char RAISED_OOM_SCORE[] = "500"; /* the kernel takes programs before process 1, which stays at its own */

static struct rlimit files_limit;
static int failure_fd;

void program_remember_limits(void) {
  if (getrlimit(RLIMIT_NOFILE, &files_limit) < 0) die("getrlimit");
  struct rlimit raised = {files_limit.rlim_max, files_limit.rlim_max};
  if (raised.rlim_cur > 65536) raised.rlim_cur = 65536;
  if (raised.rlim_cur > files_limit.rlim_cur) setrlimit(RLIMIT_NOFILE, &raised);
}

void program_close_others(const struct program *program, int control) {
  int kept[3 + EXTRA_FD_LAST + 4];
  size_t count = 0;
  kept[count++] = control;
  kept[count++] = tree_proc();
  kept[count++] = program->share;
  for (unsigned i = 0; i < program->fd_count; i++) kept[count++] = program->fds[i].ours;
  close_all_but(kept, count);
}

void program_close(const struct program *program) {
  for (unsigned i = 0; i < program->fd_count; i++) {
    /* stdout and stderr may be the same. */
    if (program->fds[i].ours > 2) close(program->fds[i].ours);
  }
  if (program->share >= 0) close(program->share);
}

NORETURN PRINTF(3, 4) static void fail(int error, const char *what, const char *format, ...) {
  struct failure failure = {.error = error};
  va_list arguments;
  snprintf(failure.what, sizeof failure.what, "%s", what);
  va_start(arguments, format);
  vsnprintf(failure.message, sizeof failure.message, format, arguments);
  va_end(arguments);
  size_t length = strlen(failure.message);
  snprintf(failure.message + length, sizeof failure.message - length, ": %s", strerror(error));
  /* Less than PIPE_BUF, so it is written whole. */
  if (write(failure_fd, &failure, sizeof failure) < 0) _exit(126);
  _exit(127);
}

/* By the system call: libc refuses to touch the signals that it uses itself, which whoever started the guest may ignore. */
static void reset_signals(void) {
  static const uint8_t default_action[64]; /* the kernel's struct sigaction: all zero means SIG_DFL, no flags, no mask */
  sigset_t none;
  for (long number = 1; number <= 64; number++) syscall(SYS_rt_sigaction, number, default_action, NULL, 8L);
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

static void raise_oom_score(void) {
  AUTO_CLOSE int fd = openat(tree_proc(), "self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  /* Refused only where the score is higher already, or without rights, as in tests: then it stays. */
  if (fd >= 0 && write(fd, RAISED_OOM_SCORE, sizeof RAISED_OOM_SCORE - 1) < 0) return;
}

/* First all out of the way, then each to its place, so that no copy overwrites a source. */
static void place_descriptors(const struct program *program) {
  int sources[3 + EXTRA_FD_LAST + 1];
  failure_fd = move_high(failure_fd);
  for (unsigned i = 0; i < program->fd_count; i++) {
    sources[i] = move_high(program->fds[i].ours);
    if (sources[i] < 0) fail(errno, "limit", "duplicate a descriptor");
  }
  close_all_on_exec();
  for (unsigned i = 0; i < program->fd_count; i++) {
    if (dup2(sources[i], program->fds[i].theirs) < 0) fail(errno, "limit", "duplicate a descriptor");
  }
}

/* So that the program, and others of its user, may open them by name: its terminal, /dev/stderr, /proc/PID/fd/1. */
static void own_streams(const struct program *program, const struct user *user) {
  for (int fd = 0; fd < 3; fd++) {
    struct stat stream;
    bool ours = fstat(fd, &stream) == 0 && (S_ISFIFO(stream.st_mode) || (program->terminal && fd == 0));
    if (ours && fchown(fd, user->uid, (gid_t)-1) < 0 && errno != EPERM) fail(errno, "user", "own descriptor %d", fd);
  }
}

static void become(const struct program *program, struct user *user) {
  struct bytes name = program->request->user;
  if (!users_find(name, user)) {
    fail(ENOENT, "user", "no user %.*s in /etc/passwd", (int)name.size, (const char *)name.data);
  }
  own_streams(program, user);
  if (!users_become(user)) fail(errno, "user", "take on the ids %u:%u of user %s", user->uid, user->gid, user->name);
}

static void change_directory(const struct program *program, const struct user *user) {
  struct bytes cwd = program->request->cwd;
  const char *path = cwd.size > 0 ? copy_text(cwd) : user->home;
  if (chdir(path) < 0) fail(errno, "cwd", "change directory to %s", path);
}

/* As execvpe, but with the PATH of the program's environment, and never through a shell. */
static void execute(const char *program, char **argv, char **env) {
  const char *path = environment_get(env, "PATH");
  int error = ENOENT;
  if (strchr(program, '/') != NULL) {
    execve(program, argv, env);
    return;
  }
  if (path == NULL) path = ENVIRONMENT_DEFAULT_PATH;
  for (bool more = *program != '\0'; more;) {
    size_t length = strcspn(path, ":");
    AUTO_FREE char *candidate = allocate(length + strlen(program) + 3);
    sprintf(candidate, "%.*s/%s", length == 0 ? 1 : (int)length, length == 0 ? "." : path, program);
    execve(candidate, argv, env);
    if (errno == EACCES) error = EACCES;
    else if (errno != ENOENT && errno != ENOTDIR) return;
    more = path[length] == ':';
    path += length + 1;
  }
  errno = error;
}

static char **copy_list(struct byte_list list) {
  char **texts = allocate((list.count + 1) * sizeof *texts);
  for (uint32_t i = 0; i < list.count; i++) texts[i] = copy_text(list.items[i]);
  texts[list.count] = NULL;
  return texts;
}

void program_run(const struct program *program, int failure_pipe) {
  struct user user;
  failure_fd = failure_pipe;
  reset_signals();
  setsid();
  share_enter(program->share);
  place_descriptors(program);
  if (program->terminal && ioctl(0, TIOCSCTTY, 0) < 0) fail(errno, "program", "make the terminal the controlling one");
  raise_oom_score();
  setpriority(PRIO_PROCESS, 0, 0); /* process 1 may be ahead of programs, so that it answers when they take all the time */
  become(program, &user);
  limits_apply();
  umask(022);
  setrlimit(RLIMIT_NOFILE, &files_limit);
  change_directory(program, &user);
  char **argv = copy_list(program->request->argv);
  char **env = environment_build(&user, program->request->env);
  execute(argv[0], argv, env);
  fail(errno, "program", "execute %s", argv[0]);
}
