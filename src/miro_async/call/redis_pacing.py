"""Credits counted in Redis, for apps of several processes on one machine or many.

Needs `pip install "miro-async[redis]"`, and Redis 5 or later.

With the prefix `miro:`, the window of a key is the hash `miro:pacing:<key>`, of whole numbers; the
rules are in `pacing_store`. Times are Redis's own, in microseconds; 0 is none. The hash expires a
window after its own has ended.
"""

from __future__ import annotations

from inspect import iscoroutinefunction
from typing import TYPE_CHECKING
from urllib.parse import quote

from anyio import get_cancelled_exc_class

from ..errors import ConfigurationError
from .pacing_store import Given

if TYPE_CHECKING:
    from redis.asyncio import Redis, RedisCluster

    from .pacing_store import Ask

# Time goes in slices of `late` microseconds: `newer` was taken in the one with the number `slice`,
# and `older` in the one before. Clients are fields, too: what each holds. `at` is when the hash was
# written.
_TAKE = """
local max, min, half = math.max, math.min, tonumber(ARGV[4]) / 2
local a, s = {}, {}
for i, name in ipairs({'cost', 'client', 'waited', 'length', 'limit', 'late', 'patience', 'reset',
    'left', 'spent', 'told_limit', 'pause', 'window', 'held', 'lost'}) do
  a[name] = tonumber(ARGV[i])
end
local names = {'window', 'spent', 'limit', 'ends', 'said', 'reset', 'heard', 'pause', 'slice',
  'newer', 'older', 'client', 'since', 'wants', 'kept', 'at'}
local clock, stored = redis.call('TIME'), redis.call('HMGET', KEYS[1], unpack(names))
local now = clock[1] * 1000000 + clock[2]
local held = tonumber(redis.call('HGET', KEYS[1], ARGV[2]) or 0)
for i, name in ipairs(names) do
  s[name] = tonumber(stored[i] or 0)
end
if s.limit == 0 then
  s.limit = a.limit
end
local function forget()
  s.window, held = 0, 0
  redis.call('DEL', KEYS[1])
end

if s.at > now + 1000000 then  -- the clock was put back, and no time in here means anything
  for name in pairs(s) do
    s[name] = name == 'limit' and s.limit or 0
  end
  forget()
end

local function slide(to)
  local slice = math.floor(to / a.late)
  if slice > s.slice then
    s.older = slice == s.slice + 1 and s.newer or 0
    s.newer, s.slice = 0, slice
  end
end

local function turn()
  slide(min(now, s.ends))
  s.spent = now < s.ends + a.length and s.newer + s.older or 0
  s.newer, s.older, s.said = 0, 0, 0
  s.ends = s.spent > 0 and now + a.length or 0
  s.reset = s.heard * s.reset
  s.heard = 0
  forget()
end

if s.window > 0 then
  local holds = a.window == s.window and a.held or 0
  slide(min(now, s.ends))
  local newer = s.newer + holds - held
  s.spent = max(s.spent + holds - held, s.said)
  s.newer, s.older = max(0, newer), max(0, s.older + min(0, newer))
  if s.heard == 0 and now < s.ends and (holds < held or a.lost == 1) then
    s.ends = now + a.length
  end
  held = holds
  if s.heard == 0 and s.spent == 0 then
    s.ends = 0
    forget()
  end
end

if s.ends > 0 and now >= s.ends then
  turn()
end

if a.reset > 0 then
  local apart, ends = a.reset - s.reset, now + a.left
  local is_new = apart > half
  local is_present = is_new or (s.heard == 1 and apart >= -half)
  if is_new then
    if s.heard == 1 then
      turn()
    end
    s.heard, s.reset, s.ends = 1, a.reset, ends
  elseif is_present then
    s.ends = min(s.ends + max(apart, 0), ends + max(-apart, 0))
    s.reset = max(s.reset, a.reset)
  end
  if is_present then
    s.said = max(s.said, a.spent)
    s.spent = max(s.spent, s.said)
    s.limit = a.told_limit
  end
end

if a.pause > 0 then
  s.pause = max(s.pause, now + a.pause)
  if s.heard == 0 then
    s.ends = s.pause
  end
end

local kept = (s.client ~= a.client and s.kept > now) and s.wants or 0
local has_room = s.spent == 0 or s.spent + a.cost <= s.limit
local is_free = s.spent + kept == 0 or s.spent + kept + a.cost <= s.limit
local granted, again = is_free and now >= s.pause, now
if granted then
  if s.window == 0 then
    s.window = now
    s.ends = s.heard == 1 and s.ends or now + a.length
  end
  slide(now)
  s.newer, s.spent, held = s.newer + a.cost, s.spent + a.cost, held + a.cost
  if s.client == a.client then
    s.kept = 0
  end
else
  again = max(s.pause, not has_room and s.ends or not is_free and s.kept or 0)
  local since = now - a.waited
  if s.client == a.client or s.kept <= now or since < s.since then
    s.client, s.since, s.wants, s.kept = a.client, since, a.cost, now + a.patience
  end
end

s.at = now
local row = {ARGV[2], held}
for name, value in pairs(s) do
  row[#row + 1] = name
  row[#row + 1] = value
end
redis.call('HSET', KEYS[1], unpack(row))
local last = max(s.ends, s.pause, s.kept, now)
redis.call('PEXPIRE', KEYS[1], math.ceil((last - now + a.length) / 1000))
return {granted and 1 or 0, again - now, s.spent, s.limit, max(0, s.ends - now), s.window}
"""


class RedisPacingStore:
    """Counts the credits of each user in Redis, for all processes that use it.

    The client is yours: it stays open. One user of an app has one key, which holds numbers and no
    secret. When Redis fails, or takes longer than a second, each process counts for itself until it
    is back. It runs on asyncio, as `redis.asyncio` does.

    Args:
        client: A client of `redis.asyncio`, of a cluster, too; `decode_responses` or not.
        prefix: What the names of all keys begin with.

    Raises:
        ConfigurationError: This is no such client.
    """

    def __init__(self, client: Redis | RedisCluster, *, prefix: str = "miro:") -> None:
        if not iscoroutinefunction(getattr(client, "execute_command", None)):
            raise ConfigurationError("RedisPacingStore needs a client of redis.asyncio")
        self._prefix = prefix
        self._take = client.register_script(_TAKE)

    async def take(self, key: str, ask: Ask) -> Given:
        """Take credits if there are enough, and note what the client has to tell.

        Raises:
            ConfigurationError: The event loop is not asyncio's.
        """
        if get_cancelled_exc_class().__module__.partition(".")[0] != "asyncio":
            raise ConfigurationError("RedisPacingStore runs on asyncio alone, as its client does")
        name = f"{self._prefix}pacing:{quote(key, safe=':', errors='surrogatepass')}"
        answer: list[int] = await self._take([name], _numbers(ask))
        granted, wait, spent, limit, left, window = answer
        return Given(
            granted=granted == 1,
            wait=wait / 1e6,
            spent=spent,
            limit=limit,
            left=left / 1e6,
            window=window,
        )


def _numbers(ask: Ask) -> list[int]:
    """Give what the script reads, in its order: times in microseconds."""
    heard = ask.heard
    told = (0, 0, 0, 0)
    if heard is not None:
        told = (_micro(heard.reset), _micro(heard.left), heard.spent, heard.limit)
    return [
        ask.cost,
        ask.client,
        _micro(ask.waited),
        _micro(ask.length),
        ask.limit,
        _micro(ask.late),
        _micro(ask.patience),
        *told,
        _micro(ask.pause),
        ask.window,
        ask.held,
        int(ask.lost),
    ]


def _micro(seconds: float) -> int:
    return round(seconds * 1_000_000)
