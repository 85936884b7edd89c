"""Only the operating system's own key store is taken: every other kind keyring knows is refused."""

import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import SecretService, Windows, chainer, fail, macOS, null
from keyring.errors import PasswordDeleteError
from keyrings.alt.file import PlaintextKeyring  # type: ignore[import-untyped]

from b12calc_ui import key_store
from b12calc_ui.key_store import StoreTrouble, SystemStore, is_system_store, open_store

ROOT = Path(__file__).resolve().parents[2]
KEY = bytes(range(32))


class Pretender(SecretService.Keyring):
    """Made from the real one, and so not it."""

    viable = True


class Twice(KeyringBackend):
    """Behave as the Credential Locker does: a second password moves the first one to another name. Only for tests."""

    priority = 5
    viable = True

    def __init__(self) -> None:
        self.entries: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get(service) or self.entries.get(f"{username}@{service}")

    def set_password(self, service: str, username: str, password: str) -> None:
        if service in self.entries:
            self.entries[f"{username}@{service}"] = self.entries[service]
        self.entries[service] = password

    def delete_password(self, service: str, username: str) -> None:
        if not self.entries:
            raise PasswordDeleteError
        self.entries.clear()


@pytest.fixture
def twice(monkeypatch: pytest.MonkeyPatch) -> Twice:
    """The test's own backend, let in by name for this test."""
    monkeypatch.setitem(key_store._SYSTEM, "test", (Twice.__module__, Twice.__qualname__))
    return Twice()


@pytest.mark.parametrize("kind", [fail.Keyring, null.Keyring, chainer.ChainerBackend, PlaintextKeyring, Pretender])
def test_a_backend_that_is_no_system_store_is_refused(kind: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        backend = kind()
        assert not is_system_store(backend)
        with pytest.raises(StoreTrouble, match="no key store of the operating system"):
            SystemStore(backend)


@pytest.mark.parametrize("kind", [SecretService.Keyring, Windows.WinVaultKeyring, macOS.Keyring])
def test_the_real_stores_are_known_by_name_and_taken_only_where_they_work(kind: Any) -> None:
    assert (kind.__module__, kind.__qualname__) in key_store._SYSTEM.values()
    assert is_system_store(kind()) is kind.viable


@pytest.mark.skipif(sys.platform != "linux", reason="without a bus no key store is found on Linux")
@pytest.mark.parametrize("chosen", ["", "keyrings.alt.file.PlaintextKeyring", "keyring.backends.null.Keyring"])
def test_without_a_bus_there_is_none_whatever_the_environment_asks_for(tmp_path: Path, chosen: str) -> None:
    program = """
from b12calc_ui.key_store import StoreTrouble, open_store
try:
    open_store()
except StoreTrouble as trouble:
    print(trouble)
"""
    folders = {name: str(tmp_path) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    place = {"PYTHONPATH": f"{ROOT}:{ROOT / 'ui'}", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
    environment = {**folders, **place, **({"PYTHON_KEYRING_BACKEND": chosen} if chosen else {})}
    command = [sys.executable, "-W", "error", "-c", program]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert len(run.stdout.splitlines()) == 1 and run.stdout.strip()
    assert list(tmp_path.iterdir()) == []


def test_a_system_of_another_kind_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    with pytest.raises(StoreTrouble, match="this system has no key store"):
        open_store()


def test_the_key_comes_back_and_an_older_one_is_nowhere(twice: Twice) -> None:
    store = SystemStore(twice)
    assert store.get() is None
    store.put(bytes(32))
    store.put(KEY)
    assert store.get() == KEY and len(twice.entries) == 1
    store.drop()
    assert store.get() is None and twice.entries == {}
    store.drop()


def test_an_entry_that_is_no_key_reads_as_an_empty_one(twice: Twice) -> None:
    twice.entries["b12calc"] = "no base 64!"
    assert SystemStore(twice).get() == b""


def test_a_store_that_forgets_or_does_not_delete_is_caught(twice: Twice, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SystemStore(twice)
    store.put(KEY)
    monkeypatch.setattr(twice, "delete_password", lambda *_words: None)
    with pytest.raises(StoreTrouble, match="did not delete"):
        store.drop()
    twice.entries.clear()
    monkeypatch.setattr(twice, "set_password", lambda *_words: None)
    with pytest.raises(StoreTrouble, match="did not keep"):
        store.put(KEY)


@pytest.mark.parametrize("name", ["get_password", "set_password"])
def test_whatever_the_library_raises_becomes_one_line(twice: Twice, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_words: str) -> None:
        raise OSError("first line\nsecond line.")

    monkeypatch.setattr(twice, name, fault)
    with pytest.raises(StoreTrouble) as trouble:
        SystemStore(twice).put(KEY)
    assert str(trouble.value) == "first line second line"
