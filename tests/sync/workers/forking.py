"""A program that uses clients without await, and forks; told what to do line by line."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from miro_async.sync import MiroApi
from tests.sync.plain_storages import SOON
from tests.sync.workers.apps import app, works
from tests.sync.workers.refresher import App
from tests.sync.workers.stores import opened
from tests.tokens.processes import heard, say

FORK = multiprocessing.get_context("fork")
CHILDREN = 3


def in_children(*functions):
    """Do each in a child of `multiprocessing`; give their statuses."""
    children = [FORK.Process(target=function) for function in functions]
    for child in children:
        child.start()
    for child in children:
        child.join(SOON)
    return [child.exitcode for child in children]


def in_a_plain_child(function):
    """Do it in a child of `os.fork` that ends as a program does; give its status."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    function()
    sys.exit(0)


def demand(api):
    """End the child with a status of its own if a call does not work."""
    if not works(api):
        sys.exit(9)


def nothing():
    """Leave everything alone."""


def use(given):
    """Use a client before the fork, in the children, and afterwards."""
    with MiroApi(given["token"], base_url=given["url"], pacing=False) as api:
        before = works(api)
        statuses = in_children(*[lambda: demand(api)] * CHILDREN, nothing)
        statuses += [in_a_plain_child(lambda: demand(api)), in_a_plain_child(nothing)]
        say(statuses=statuses, before=before, after=works(api))


def use_at_work(given):
    """Do so while calls are under way in other threads, which go on."""
    over, begun = threading.Event(), threading.Semaphore(0)

    def call_on(_):
        answers = []
        while not over.is_set():
            answers.append(works(api))
            begun.release()
        return answers

    with (
        MiroApi(given["token"], base_url=given["url"], pacing=False) as api,
        ThreadPoolExecutor(4) as threads,
    ):
        calling = threads.map(call_on, range(4))
        for _ in range(8):
            assert begun.acquire(timeout=SOON)
        statuses = in_children(*[lambda: demand(api)] * CHILDREN, nothing)
        for _ in range(8):
            assert begun.acquire(timeout=SOON)
        over.set()
        say(statuses=statuses, all_well=all(all(answers) for answers in calling))


def refresh(given):
    """Have parent and children call at once for a user whose token has expired."""
    credentials = App(given["client_id"], given["client_secret"])
    with app(credentials, given["url"], opened(*given["place"])) as miro:
        api = miro.as_user(given["user_id"])
        say(before=works(api))
        heard()
        children = [FORK.Process(target=lambda: demand(api)) for _ in range(CHILDREN)]
        for child in children:
            child.start()
        after = works(api)
        for child in children:
            child.join(SOON)
        say(statuses=[child.exitcode for child in children], after=after)


if __name__ == "__main__":
    told = heard()
    globals()[told["what"]](told)
