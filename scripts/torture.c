// Makes one call of the operating system fail, or kills the program there: the TORTURE_AT-th of those
// that have to do with the folder TORTURE_FOLDER, counted from 1. `scripts/torture` preloads it.
//
// strace can do that, too, but counts each thread's calls apart, and knows only paths that are given to
// it: the names of temporary files are not known beforehand.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int count;
static atomic_int is_full;

static int is_inside(const char *path) {
  const char *folder = getenv("TORTURE_FOLDER");
  char absolute[8192];
  if (!folder || !path) return 0;
  if (path[0] != '/') {
    if (syscall(SYS_getcwd, absolute, 4096) < 0) return 0;
    size_t length = strlen(absolute);
    snprintf(absolute + length, sizeof absolute - length, "/%s", path);
    path = absolute;
  }
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int is_open_inside(int descriptor) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  long length = syscall(SYS_readlink, link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_inside(path);
}

static void tell(int number, const char *name) {
  const char *log = getenv("TORTURE_LOG");
  char line[64];
  if (!log) return;
  int descriptor = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int length = snprintf(line, sizeof line, "%d %s\n", number, name);
  syscall(SYS_write, descriptor, line, length);
  syscall(SYS_close, descriptor);
}

// Whether the call fails; errno says why.
static int fails(const char *name, int matters) {
  if (!matters) return 0;
  int number = atomic_fetch_add(&count, 1) + 1;
  tell(number, name);
  const char *at = getenv("TORTURE_AT"), *what = getenv("TORTURE_DO");
  if (!at || !what || number != atoi(at)) return 0;
  if (strcmp(what, "kill") == 0) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
  // Some of the bytes, then none.
  if (strcmp(what, "short") == 0) {
    atomic_store(&is_full, 1);
    return 0;
  }
  errno = atoi(what);
  return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define ON_PATH(name, parameters, path, arguments) \
  int name parameters {                            \
    int matters = is_inside(path);                 \
    return fails(#name, matters) ? -1 : REAL(name) arguments; \
  }
#define ON_DESCRIPTOR(name, parameters, arguments) \
  int name parameters {                            \
    int matters = is_open_inside(descriptor);      \
    return fails(#name, matters) ? -1 : REAL(name) arguments; \
  }

#define OPEN(name)                                                       \
  int name(const char *path, int flags, ...) {                           \
    va_list list;                                                        \
    va_start(list, flags);                                               \
    mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;            \
    va_end(list);                                                        \
    return fails("open", is_inside(path)) ? -1 : REAL(name)(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

ON_PATH(mkdir, (const char *path, mode_t mode), path, (path, mode))
ON_PATH(stat, (const char *path, struct stat *status), path, (path, status))
ON_PATH(lstat, (const char *path, struct stat *status), path, (path, status))
ON_PATH(access, (const char *path, int mode), path, (path, mode))
ON_PATH(link, (const char *old, const char *path), path, (old, path))
ON_PATH(rename, (const char *old, const char *path), path, (old, path))
ON_PATH(unlink, (const char *path), path, (path))
ON_PATH(chmod, (const char *path, mode_t mode), path, (path, mode))
ON_DESCRIPTOR(fstat, (int descriptor, struct stat *status), (descriptor, status))
ON_DESCRIPTOR(flock, (int descriptor, int operation), (descriptor, operation))
ON_DESCRIPTOR(fchown, (int descriptor, uid_t owner, gid_t group), (descriptor, owner, group))
ON_DESCRIPTOR(fchmod, (int descriptor, mode_t mode), (descriptor, mode))
ON_DESCRIPTOR(fsync, (int descriptor), (descriptor))
ON_DESCRIPTOR(fdatasync, (int descriptor), (descriptor))
ON_DESCRIPTOR(ftruncate, (int descriptor, off_t length), (descriptor, length))

DIR *opendir(const char *path) {
  return fails("opendir", is_inside(path)) ? NULL : REAL(opendir)(path);
}

// The descriptor is gone all the same.
int close(int descriptor) {
  int matters = is_open_inside(descriptor);
  if (!fails("close", matters)) return REAL(close)(descriptor);
  int code = errno;
  REAL(close)(descriptor);
  errno = code;
  return -1;
}

ssize_t pread(int descriptor, void *buffer, size_t size, off_t offset) {
  int matters = is_open_inside(descriptor);
  return fails("pread", matters) ? -1 : REAL(pread)(descriptor, buffer, size, offset);
}

ssize_t write(int descriptor, const void *buffer, size_t size) {
  int matters = is_open_inside(descriptor);
  int was_full = matters && atomic_load(&is_full);
  if (fails("write", matters)) return -1;
  if (was_full) {
    errno = ENOSPC;
    return -1;
  }
  if (matters && atomic_load(&is_full)) size = (size + 1) / 2;
  return REAL(write)(descriptor, buffer, size);
}
