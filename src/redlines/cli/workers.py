"""Who does the work of a sweep: this process, others beside it, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from logging import CRITICAL, getLogger
from typing import Any, TypeVar
from warnings import catch_warnings, simplefilter

from redlines.cli.streams import tell
from redlines.failure import NotDoneError
from redlines.installed import version
from redlines.view.clean import visible

A = TypeVar("A")
B = TypeVar("B")
# A map that keeps the order.
Working = Callable[[Callable[[A], B], Iterable[A]], Iterator[B]]
# So many pieces of work travel together, since what they have in common then travels once, and so
# many bundles wait for each worker: whatever is done and not yet written is in memory.
_BUNDLE = 16
_WAITING = 4
# So many pieces of work are done before other processes have begun.
_FEW = 256
# What the extra `sweep` has.
INSTALL = "python -m pip install joblib 'dask[distributed]'"
# So long a scheduler may take to answer, and the first of its workers to come, or the next one
# where none is left. So often it is asked whether there is any.
_SECONDS = 10
_WORKER_SECONDS = 60
_ASKED_SECONDS = 1


def jobs_of(text: str | None) -> int | str | None:
    """How many processes `--jobs` asks for, or the address of a Dask scheduler."""
    if text is None or "://" in text:
        return text
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise NotDoneError(
        f"--jobs `{visible(text)}` is no number of processes from 1, and no address",
        advice="the address of a Dask scheduler is written as tcp://HOST:8786",
    )


@contextmanager
def workers(jobs: int | str | None, *, quiet: bool) -> Iterator[Working[Any, Any]]:
    """Who does the work; raises NotDoneError where what is asked for is not installed or there.

    Without a number all cores of this machine do, where joblib is installed and there is much.
    """
    if isinstance(jobs, str):
        with _cluster(jobs) as client:
            yield partial(_on_cluster, client)
    elif jobs is None:
        yield partial(_on_all_cores, quiet=quiet)
    else:
        yield map if jobs == 1 else _parallel(jobs)


def _on_all_cores(function: Callable[[A], B], every: Iterable[A], *, quiet: bool) -> Iterator[B]:
    """A map on all cores, on this one where there is little to do or no joblib."""
    every = tuple(every)
    working: Working[A, B] = map
    if len(every) > _FEW:
        try:
            working = _parallel(-1)
        except NotDoneError:
            if not quiet:
                tell(f"redlines: note: on one core; `{INSTALL}` adds joblib for all")
    return working(function, every)


def _joblib() -> Any:
    """The library that knows how to have others work; raises NotDoneError without it."""
    try:
        import joblib  # type: ignore[import-untyped]
    except ImportError as error:
        raise _not_installed("joblib") from error
    return joblib


def _not_installed(what: str) -> NotDoneError:
    return NotDoneError(
        f"{what} is not installed, and --jobs needs it",
        code="not-installed",
        advice=f"`{INSTALL}` installs it; `--jobs 1` works without",
    )


def _lost() -> tuple[type[BaseException], ...]:
    """How Dask says that it cannot end the work that it was given."""
    from asyncio import CancelledError as Ended
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    return KilledWorker, OSError, CancelledError, Ended


def _bundles(every: Iterable[A], number: int) -> Iterator[tuple[A, ...]]:
    """Pieces of work that travel together, few of them where each of so many would have none."""
    every = tuple(every)
    size = min(_BUNDLE, -(-len(every) // number)) or 1
    waiting = iter(every)
    return iter(lambda: tuple(islice(waiting, size)), ())


def _on_cluster(client: Any, function: Callable[[A], B], every: Iterable[A]) -> Iterator[B]:
    """A map on a Dask cluster; so much is handed out at once that what is found can be held.

    Raises NotDoneError where a worker is lost before its work is done, or all are.
    """
    try:
        number = max(sum(client.nthreads().values()), 1)
        bundles = _bundles(every, number)
        while some := list(islice(bundles, _WAITING * number)):
            with catch_warnings():
                simplefilter("ignore")  # it warns where a case is large, and each has to travel
                asked = [client.submit(_each, function, own, pure=False) for own in some]
            for own in asked:
                yield from _awaited(client, own)
    except _lost() as error:
        raise _ended() from error


def _awaited(client: Any, asked: Any) -> Any:
    """What was asked of a cluster; a task nobody is left to do would be waited for for ever."""
    alone = 0
    while True:
        try:
            return asked.result(timeout=_ASKED_SECONDS)
        except TimeoutError as error:
            alone = 0 if client.nthreads() else alone + _ASKED_SECONDS
            if alone >= _WORKER_SECONDS:
                raise _ended() from error


def _parallel(jobs: int) -> Working[Any, Any]:
    """A map by joblib; so much is handed out at once that what is found can be held.

    Raises NotDoneError where a worker is lost before its work is done.
    """
    joblib = _joblib()

    def working(function: Callable[[A], B], every: Iterable[A]) -> Iterator[B]:
        number = joblib.effective_n_jobs(jobs)
        bundles = _bundles(every, number)
        with joblib.Parallel(n_jobs=jobs, return_as="generator", batch_size=1) as parallel:
            while some := list(islice(bundles, _WAITING * number)):
                asked = (joblib.delayed(_each)(function, own) for own in some)
                with _ending(parallel(asked)) as found:
                    for each in _whole(found):
                        yield from each

    return working


def _whole(found: Iterator[A]) -> Iterator[A]:
    """What is found, to its end; raises NotDoneError where a worker is lost before."""
    try:
        yield from found
    except BrokenExecutor as error:
        raise _ended() from error


def _ended() -> NotDoneError:
    return NotDoneError(
        "a worker of the sweep ended before its work was done",
        code="worker-lost",
        advice="often it had too little memory; the same call with `-o csv=PATH` goes on "
        "where the table ends, `--jobs 1` needs the least",
    )


@contextmanager
def _ending(found: Generator[A, None, None]) -> Iterator[Generator[A, None, None]]:
    """What is found, until nobody asks any more; joblib would warn then that work is left."""
    try:
        yield found
    finally:
        with catch_warnings():
            simplefilter("ignore")
            found.close()


def _each(function: Callable[[A], B], bundle: Iterable[A]) -> list[B]:
    """What is found of each of some pieces of work."""
    return [function(own) for own in bundle]


@contextmanager
def _cluster(address: str) -> Iterator[Any]:
    """A client of a Dask cluster whose workers have this version of redlines."""
    try:
        import distributed
    except ImportError as error:
        raise _not_installed("Dask") from error
    # What it would say of a lost connection besides is said here in a sentence.
    getLogger("distributed").setLevel(CRITICAL)
    connect: Callable[..., Any] = distributed.Client
    try:
        client = connect(address, timeout=_SECONDS)
    except (OSError, ValueError) as error:
        raise _no_cluster(f"the Dask scheduler at `{address}` cannot be reached", error) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKER_SECONDS)
        except OSError as error:
            raise _no_cluster(f"the Dask cluster at `{address}` has no worker", error) from error
        for worker, theirs in client.run(_version, on_error="return").items():
            if theirs != version():
                wrong = f"the Dask worker {worker} does not have redlines {version()}"
                raise _no_cluster(wrong, theirs)
        yield client


def _no_cluster(what: str, why: object) -> NotDoneError:
    return NotDoneError(
        f"{visible(what)}: {visible(str(why))}",
        code="no-cluster",
        advice="each worker needs the redline-gap that is here; `--jobs N` works on this machine",
    )


def _version() -> str:
    """The version of redlines, asked where work is done."""
    return version()
