"""Which event loop runs: connections, and all that waits, belong to one."""

from __future__ import annotations

from sniffio import AsyncLibraryNotFoundError, current_async_library


def running_loop() -> object:
    """Give what is the same as long as the same event loop runs; `None` where there is none."""
    try:
        library = current_async_library()
    except AsyncLibraryNotFoundError:
        return None
    if library == "trio":
        from trio.lowlevel import current_trio_token

        return current_trio_token()
    from asyncio import get_running_loop

    return get_running_loop()


def is_over(loop: object) -> bool:
    """Tell whether this is an event loop in which nothing can go on any more."""
    is_closed = getattr(loop, "is_closed", None)  # trio's have ended all tasks when they end
    return is_closed is not None and bool(is_closed())


def unlist_task() -> None:
    """Keep asyncio from cancelling this task when its loop is closed; who waits for it still is.

    asyncio has these functions for tasks of other makes ("Extending asyncio" in its documentation);
    trio cancels by scopes alone.
    """
    if current_async_library() == "asyncio":
        from asyncio import current_task, tasks

        task = current_task()
        assert task is not None
        tasks._unregister_task(task)  # noqa: SLF001
