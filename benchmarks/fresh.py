"""What is measured in a process that has just started: `python fresh.py JOB CLIENT URL`.

Prints one number: CPU seconds, or megabytes. Nothing is imported here that a job would pay for.
"""

import time

START = time.process_time()

import sys  # noqa: E402 - the clock starts before anything else

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def spent() -> None:
    """Print the CPU seconds since the start."""
    print(time.process_time() - START)


def importing(client: str, _url: str) -> None:
    """Import the client's class, or the library."""
    if client == "ours":
        from miro_async import MiroApi

        assert MiroApi.__name__  # the class, not only its name, has to be there
    else:
        __import__(client)
    spent()


def first(client: str, url: str) -> None:
    """Import, make a client, and get the first answer decoded, as a program would."""
    if client.startswith("ours"):
        import asyncio

        from miro_async import MiroApi

        options: dict[str, Any] = {}
        if client.endswith("fast"):
            options = {"http_client": "aiohttp", "json": "orjson"}

        async def main() -> None:
            """Make one call."""
            async with MiroApi("token", base_url=url, **options) as api:
                await api.boards.get("uXjVB123abc=")
                spent()

        asyncio.run(main())
    elif client == "httpx":
        import asyncio
        import json

        import httpx

        async def main() -> None:
            """Make one call."""
            async with httpx.AsyncClient(headers={"Authorization": "Bearer token"}) as http:
                answer = await http.get(f"{url}/v2/boards/uXjVB123abc%3D")
                json.loads(answer.content)
                spent()

        asyncio.run(main())
    else:
        from importlib import import_module

        library = import_module("miro_api")
        library.configuration.Configuration.get_default().host = url
        library.MiroApi("token").get_specific_board("uXjVB123abc=")
        spent()


def portal(client: str, _url: str) -> None:
    """Begin the first call without `await`, until its event loop runs; of a library, import it.

    In wall time. What is imported for it counts, as it does for who calls.
    """
    from time import perf_counter

    if client != "ours":
        began = perf_counter()
        __import__(client)
        print(perf_counter() - began)
        return

    from miro_async.sync import MiroApi

    async def running() -> float:
        """Tell when the loop runs."""
        return perf_counter()

    api = MiroApi("token")
    began = perf_counter()
    print(api._portal.call(running) - began)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]


def sandbox(client: str, _url: str) -> None:
    """Make a sandbox; of another library, import it alone."""
    if client == "ours":
        from miro_async.sandbox import Sandbox

        assert Sandbox().token
    else:
        __import__(client)
    spent()


def memory(client: str, url: str) -> None:
    """List all items once over, keep them, and print by how much the process has grown."""
    import asyncio
    import gc

    from jobs import OPENERS
    from samples import ITEMS

    async def main() -> None:
        """List all of them."""
        async with OPENERS[client](url) as opened:
            await opened.items(ITEMS // 100)
            gc.collect()
            before = resident()
            kept = await opened.items(ITEMS)
            gc.collect()
            assert len(kept) == ITEMS
            print((resident() - before) / 1e6)

    asyncio.run(main())


def resident() -> int:
    """Give the bytes of memory that this process has."""
    import resource

    with open("/proc/self/statm") as statm:  # noqa: PTH123 - pathlib is memory too
        return int(statm.read().split()[1]) * resource.getpagesize()


if __name__ == "__main__":
    job, client, url = sys.argv[1:]
    jobs = {
        "import": importing,
        "first": first,
        "memory": memory,
        "portal": portal,
        "sandbox": sandbox,
    }
    jobs[job](client, url)
