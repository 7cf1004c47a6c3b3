"""The servers that pages may use: Redis, in a database that is empty and ours."""

from __future__ import annotations

from contextlib import contextmanager

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

NO_REDIS = "there is no Redis"
_HOST = "127.0.0.1"
_TAKE_IF_EMPTY = "return redis.call('DBSIZE') == 0 and redis.call('SET', 'taken by a test', 1)"


@contextmanager
def redis_database(is_needed):
    """Give the variable that names a database which was empty, and empty it in the end."""
    if not is_needed:
        yield {}
        return
    for number in range(1, 16):
        with Redis(host=_HOST, db=number) as client:
            try:
                is_ours = client.eval(_TAKE_IF_EMPTY, 0)
            except RedisConnectionError:
                raise SystemExit(NO_REDIS) from None
            if is_ours:
                try:
                    yield {"REDIS_URL": f"redis://{_HOST}:6379/{number}"}
                finally:
                    client.flushdb()
                return
    raise AssertionError("the databases 1 to 15 of the Redis server are all in use")
