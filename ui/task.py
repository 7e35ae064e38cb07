"""The one worker thread: long work goes there, its progress comes home once a frame, and it can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from kivy.clock import Clock

_pool = ThreadPoolExecutor(1, thread_name_prefix="work")


class Task:
    """Runs ``work(report, stopped)`` on the worker; ``report(0..1)`` may be called, ``stopped()`` asked, as it goes.

    A cancelled task says nothing more. ``done(result)``, ``failed(error)`` and ``progress(part)`` are called on the window's thread.
    """

    def __init__(
        self,
        work: Callable[[Callable[[float], None], Callable[[], bool]], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._stop = threading.Event()
        self._part = 0.0
        tick = Clock.create_trigger(lambda _: progress(self._part))

        def report(part: float) -> None:
            self._part = part
            tick()

        def home(future: Future[Any]) -> None:
            if self._stop.is_set():
                return
            error = future.exception()
            if error is None:
                done(future.result())
            else:
                failed(error)

        self._future = _pool.submit(work, report, self._stop.is_set)
        self._future.add_done_callback(lambda future: Clock.schedule_once(lambda _: home(future)))

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self._future.done()

    def cancel(self) -> None:
        """Ask the work to stop where it next looks."""
        self._stop.set()

    def wait(self) -> None:
        """Wait until the work has ended, at the end of the app."""
        self._future.exception()
