#!/usr/bin/env python3
"""Set everything up and run Footnote. Needs Python 3.11 or newer and nothing else.

    python3 start.py chat              talk with the bot in the terminal
    python3 start.py test [ARGS …]     run the tests (ARGS go to pytest)
    python3 start.py footnote ARGS …   any command of docs/command-line.md

The packages go into .venv beside this file, or into the folder named by --venv FOLDER before the
command. They are those of requirements.txt (of requirements-run.txt for the bots and their
database, of requirements-dev.txt for the tests), checked by hash. Once they are there, a later run
starts at once, until a lock file changes.
"""

# This file must still parse on Python 3.6, so that an old Python can say what it lacks.

import hashlib
import os
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
WINDOWS = os.name == "nt"
HERE = Path(__file__).resolve().parent
# From the smallest to the largest: each holds everything of those before it.
LOCKS = ("requirements.txt", "requirements-run.txt", "requirements-dev.txt")
COMMANDS = ("chat", "footnote", "test")
# The commands that need the bots' packages or the database's.
STORED = ("run", "stats", "settings", "forget", "gaps")
# What pip says, in lower case → what to do about it. The first that is found counts.
REMEDIES = (
    ("do not match the hashes", "a package is not the one that the lock file names: do not use it"),
    ("no space left", "the disk is full: make room, then run it again"),
    ("permission denied", "the folder cannot be written: name another with --venv FOLDER"),
    ("read-only file system", "the folder cannot be written: name another with --venv FOLDER"),
    ("name resolution", "no network: connect, then run it again"),
    ("connection", "no network: connect (or set HTTPS_PROXY), then run it again"),
    ("timed out", "the network is too slow: run it again"),
    ("certificate", "the network's certificate is not trusted: set PIP_CERT to your authority's"),
    ("no matching distribution", "no network, or no package for this machine: see the log"),
)


class Stop(Exception):
    """One line for the person who started us; the exit code is 2."""


class _Environment:
    """A virtual environment and what is installed in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.python = folder.joinpath(
            *(("Scripts", "python.exe") if WINDOWS else ("bin", "python"))
        )

    def ensure(self, lock: str) -> None:
        """Have the packages of a lock file and this project in it."""
        if any(self._current(name) for name in LOCKS[LOCKS.index(lock) :]):
            return
        self._check()
        _say(f"setting up {self.folder} (once, about a minute) …")
        self._create()
        self._install(lock)

    def _stamp(self, lock: str) -> Path:
        return self.folder / f"{lock}.stamp"

    def _current(self, lock: str) -> bool:
        try:
            stamp = self._stamp(lock).read_text(encoding="ascii")
        except OSError:
            return False
        return stamp == _fingerprint(lock) and self.python.exists()

    def _check(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            found = [path.name for path in self.folder.iterdir()]
        except OSError as error:
            raise Stop(
                f"cannot write {self.folder} ({error.strerror}): "
                "name another folder, as in: python3 start.py --venv FOLDER chat"
            ) from None
        if found and "pyvenv.cfg" not in found:
            raise Stop(f"{self.folder} holds other files: name another folder with --venv FOLDER")

    def _create(self) -> None:
        if self.python.exists() and self._run("-m", "pip", "--version")[0] == 0:
            return
        try:
            import ensurepip  # noqa: F401 - Debian has it in a package of its own
            import venv  # noqa: F401
        except ImportError:
            raise Stop(
                "this Python cannot make virtual environments; on Debian and Ubuntu: "
                f"sudo apt install python{_version()}-venv"
            ) from None
        code, said = _output([sys.executable, "-m", "venv", str(self.folder)])
        if code:
            raise Stop(f"cannot make {self.folder}: {_reason(said)}")

    def _install(self, lock: str) -> None:
        for name in LOCKS:
            if self._stamp(name).exists():
                self._stamp(name).unlink()
        locked = ("--require-hashes", "-r", str(HERE / lock))
        project = ("--no-deps", "--no-build-isolation", "-e", str(HERE))
        for what in (locked, project):
            code, said = self._run(
                "-m", "pip", "install", "--quiet", "--no-input", "--retries", "2", *what
            )
            if code:
                log = self.folder / "install.log"
                log.write_text(said, encoding="utf-8")
                raise Stop(f"cannot install the packages: {_reason(said)} (log: {log})")
        self._stamp(lock).write_text(_fingerprint(lock), encoding="ascii")

    def _run(self, *arguments: str) -> "tuple[int, str]":
        return _output([str(self.python), *arguments])


def _fingerprint(lock: str) -> str:
    """Return a hash of what an environment depends on."""
    digest = hashlib.sha256(f"{HERE}\n{_version()}\n".encode())
    for name in (lock, "pyproject.toml"):
        digest.update((HERE / name).read_bytes())
    return digest.hexdigest()


def _version() -> str:
    return "{}.{}".format(*sys.version_info)


def _lock_for(arguments: "list[str]") -> str:
    """Return the lock file that a command line needs."""
    if arguments[0] == "test":
        return LOCKS[2]
    stored = arguments[0] == "footnote" and arguments[1:2] in ([name] for name in STORED)
    return LOCKS[1] if stored else LOCKS[0]


def _say(line: str) -> None:
    sys.stderr.write(f"start.py: {line}\n")
    sys.stderr.flush()


def _output(command: "list[str]") -> "tuple[int, str]":
    """Exit code of a command and what it said on both streams."""
    settings = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PYTHONIOENCODING="utf-8")
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=settings,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8", "replace")


def _reason(said: str) -> str:
    """One line out of many: a remedy that is known, else the last line that was said."""
    lowered = said.lower()
    for mark, remedy in REMEDIES:
        if mark in lowered:
            return remedy
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "no reason was given"


def _become(python: Path, arguments: "list[str]") -> int:
    """Run a command in our place, so that signals and the exit code are its own."""
    command = [str(python), *arguments]
    if WINDOWS:  # there exec returns to the shell at once
        return subprocess.call(command)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted
    return 0  # not reached


def _venv_option(arguments: "list[str]") -> "tuple[Path, list[str]]":
    """Take the folder of the environment off the arguments."""
    if not arguments or arguments[0].split("=")[0] != "--venv":
        return HERE / ".venv", arguments
    _, equals, folder = arguments[0].partition("=")
    rest = arguments[1:]
    if not equals and rest:
        folder, rest = rest[0], rest[1:]
    if not folder:
        raise Stop("--venv needs a folder, as in: python3 start.py --venv FOLDER chat")
    return Path.cwd() / folder, rest


def main(arguments: "list[str]") -> int:
    """Run one command line; the exit code. Raises :class:`Stop` where something is lacking."""
    if sys.version_info < OLDEST:
        raise Stop(f"Python 3.11 or newer is needed, this is {_version()}: try python3.11 start.py")
    if arguments and arguments[0] in ("-h", "--help", "help"):
        sys.stdout.write(__doc__)
        return 0
    folder, arguments = _venv_option(arguments)
    if not arguments or arguments[0] not in COMMANDS:
        named = f"no command '{arguments[0]}'" if arguments else "no command"
        raise Stop(f"{named}: python3 start.py chat, test or footnote (--help tells more)")
    environment = _Environment(folder)
    environment.ensure(_lock_for(arguments))
    if arguments[0] == "test":
        os.chdir(HERE)
        return _become(environment.python, ["-m", "pytest", *arguments[1:]])
    # -P: the folder we are started in may have a "bot" of its own.
    given = arguments if arguments[0] == "chat" else arguments[1:]
    return _become(environment.python, ["-P", "-m", "bot", *given])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        _say(str(stop))
        sys.exit(2)
    except OSError as error:
        _say(f"{error.filename or 'this machine'}: {error.strerror}")
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
