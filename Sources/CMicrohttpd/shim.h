#include <microhttpd.h>
#include <stdarg.h>
#include <stdio.h>

// What Swift cannot call: MHD_start_daemon and MHD_get_*_info are variadic or hide what they return.

static void cmhd_silent(void *context, const char *format, va_list arguments) {
    (void)context; (void)format; (void)arguments;
}

// Starts a daemon that polls nothing and listens nowhere: its owner calls MHD_run and MHD_add_connection.
static inline struct MHD_Daemon *cmhd_start(
    MHD_AccessHandlerCallback access, MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connected,
    void *(*began)(void *, const char *, struct MHD_Connection *), void *context, unsigned connections, unsigned idle_seconds,
    size_t connection_bytes, const char *certificate, const char *key) {
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)key},
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)certificate},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"},
        {MHD_OPTION_END, 0, NULL},
    };
    struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL | MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME | (key ? MHD_USE_TLS : 0);
    return MHD_start_daemon(
        flags, 0, NULL, NULL, access, context,
        MHD_OPTION_EXTERNAL_LOGGER, cmhd_silent, NULL,
        MHD_OPTION_NOTIFY_COMPLETED, completed, context,
        MHD_OPTION_NOTIFY_CONNECTION, connected, context,
        MHD_OPTION_URI_LOG_CALLBACK, began, context,
        MHD_OPTION_CONNECTION_LIMIT, connections,
        MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, connection_bytes,
        MHD_OPTION_STRICT_FOR_CLIENT, 1,
        MHD_OPTION_ARRAY, key ? tls : none,
        MHD_OPTION_END);
}

static inline int cmhd_epoll(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return info ? info->epoll_fd : -1;
}

static inline int cmhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

// What the owner attached to the connection when it began.
static inline void *cmhd_attached(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? info->socket_context : NULL;
}

#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// A socket that listens on a numeric address, non-blocking. Gives the descriptor and the port, or -errno, or -1000 where the
// address is none.
static inline int cmhd_listen(const char *host, const char *port, int backlog, int *bound) {
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, port, &hints, &found) != 0) return -1000;
    int fd = socket(found->ai_family, SOCK_STREAM, 0), yes = 1, code = errno;
    if (fd >= 0) {
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        fcntl(fd, F_SETFL, O_NONBLOCK);
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
        if (bind(fd, found->ai_addr, found->ai_addrlen) != 0 || listen(fd, backlog) != 0) {
            code = errno;
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(found);
    if (fd < 0) return -code;
    struct sockaddr_storage name;
    socklen_t length = sizeof(name);
    getsockname(fd, (struct sockaddr *)&name, &length);
    // Port and family lie at the same place in both kinds of address.
    const unsigned char *bytes = (const unsigned char *)&name;
    *bound = bytes[2] << 8 | bytes[3];
    return fd;
}

// Where a socket listens. Gives the port, or -errno.
static inline int cmhd_name(int fd, char *host, unsigned room) {
    struct sockaddr_storage name;
    socklen_t length = sizeof(name);
    char port[16];
    if (getsockname(fd, (struct sockaddr *)&name, &length) != 0) return -errno;
    if (getnameinfo((struct sockaddr *)&name, length, host, room, port, sizeof(port), NI_NUMERICHOST | NI_NUMERICSERV) != 0)
        return -EAFNOSUPPORT;
    return atoi(port);
}

// A connection to a numeric address: the descriptor, or -errno, or -1000 where the address is none.
static inline int cmhd_connect(const char *host, const char *port) {
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    if (getaddrinfo(host, port, &hints, &found) != 0) return -1000;
    int fd = socket(found->ai_family, SOCK_STREAM, 0), yes = 1, code = errno;
    if (fd >= 0) {
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
        if (connect(fd, found->ai_addr, found->ai_addrlen) != 0) {
            code = errno;
            close(fd);
            fd = -1;
        }
    }
    freeaddrinfo(found);
    return fd < 0 ? -code : fd;
}

// The next connection that waits, non-blocking, with its address; or -errno.
static inline int cmhd_accept(int listener, struct sockaddr_storage *name, socklen_t *length) {
    *length = sizeof(*name);
    int fd = accept(listener, (struct sockaddr *)name, length);
    if (fd < 0) return -errno;
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

// Takes over a connection that was accepted; closes it where it cannot.
static inline enum MHD_Result cmhd_add(
    struct MHD_Daemon *daemon, int fd, const struct sockaddr_storage *name, socklen_t length) {
    return MHD_add_connection(daemon, fd, (const struct sockaddr *)name, length);
}
