"""A key store for tests alone, in memory: no operating system stands behind it, and the program never takes it."""

from b12calc_ui.key_store import StoreTrouble


class MemoryStore:
    """Hold at most one key, like the real one, or fail as told."""

    def __init__(self, key: bytes | None = None) -> None:
        self.key, self.trouble, self.keys_seen = key, "", list[bytes]()

    def __call__(self) -> "MemoryStore":
        """Stand in for open_store."""
        self._fail()
        return self

    def put(self, key: bytes) -> None:
        self._fail()
        self.key = key
        self.keys_seen.append(key)

    def get(self) -> bytes | None:
        self._fail()
        return self.key

    def drop(self) -> None:
        self._fail()
        self.key = None

    def _fail(self) -> None:
        if self.trouble:
            raise StoreTrouble(self.trouble)
