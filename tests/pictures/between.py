"""What stands between a client and a sandbox."""

from __future__ import annotations

from miro_async.errors import MiroConnectionError


class Between:
    """What stands between a client and the sandbox, and may answer in its place."""

    def __init__(self, sandbox):
        self.sandbox = sandbox
        self.away = False
        self.instead = {}
        self.files = None

    async def send(self, request):
        """Answer, or do not."""
        if self.away:
            raise MiroConnectionError("No route to host.", may_have_happened=False)
        for part, answer in self.instead.items():
            if part == f"{request.method} {request.url.rpartition('/')[2].partition('?')[0]}":
                return answer
        return await self.sandbox.send(request)

    def stream(self, request):
        """Give a file, or another one in its place."""
        return self.sandbox.stream(request)

    async def aclose(self):
        """Nothing is to be closed."""
