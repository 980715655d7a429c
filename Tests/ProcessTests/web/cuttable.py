"""A stretch of network that can be cut: a TCP proxy that ends all its connections at a word and takes none until it is mended."""
import contextlib
import socket
import threading


class Cuttable:
    def __init__(self, target):
        host, port = target.split("//")[-1].split(":")
        self.target = (host, int(port))
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.lock = threading.Lock()
        self.is_cut = False
        self.open = set()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            near, _ = self.listener.accept()
            with self.lock:
                far = None
                if not self.is_cut:
                    with contextlib.suppress(OSError):
                        far = socket.create_connection(self.target)
                if far is None:
                    near.close()
                    continue
                self.open |= {near, far}
            for one, other in [(near, far), (far, near)]:
                threading.Thread(target=self.pass_on, args=(one, other), daemon=True).start()

    def pass_on(self, one, other):
        with contextlib.suppress(OSError):
            while chunk := one.recv(65536):
                other.sendall(chunk)
        with self.lock:
            for end in (one, other):
                self.open.discard(end)
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()

    def cut(self):
        with self.lock:
            self.is_cut = True
            for end in self.open:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def mend(self):
        with self.lock:
            self.is_cut = False
