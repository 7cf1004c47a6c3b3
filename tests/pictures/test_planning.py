"""Plans, as a pure function: whatever happens, all pictures are on the board once in the end."""

from __future__ import annotations

from collections import Counter

from attrs import Factory, define, evolve
from hypothesis import example, given, settings, strategies as st

from miro_async.geometry import Point
from miro_async.pictures.finding import Found, Listing
from miro_async.pictures.grid import Grid
from miro_async.pictures.kinds import PNG
from miro_async.pictures.ledger import Row
from miro_async.pictures.looking import Stamp
from miro_async.pictures.marks import mark_of, title_of
from miro_async.pictures.planning import (
    Adopt,
    Confirm,
    Note,
    Picture,
    Remove,
    Rename,
    Replace,
    Send,
    View,
    plan,
)

GRID = Grid(at=Point(0, 0), columns=3)
NAMES = st.sampled_from("abcd")
CONTENTS = st.sampled_from("123")
FATES = st.sampled_from(["works", "works", "lost answer", "not done", "killed before", "killed"])


@define
class World:
    """A folder, a board and a ledger, as simple as can be."""

    deleted: str
    folder: dict = Factory(dict)  # contents by name
    board: dict = Factory(dict)  # (title, content, slot) by id
    rows: dict = Factory(dict)
    listing: Listing | None = None
    now: float = 0.0
    made: int = 0

    def view(self):
        """Give what a plan is made of."""
        pictures = {
            name: Picture(name=name, stamp=Stamp(0, 0, 0), hash=content, kind=PNG, size=None)
            for name, content in self.folder.items()
        }
        return View(
            pictures=pictures,
            files=pictures.keys(),
            gone=self.rows.keys() - pictures.keys(),
            rows=self.rows,
            listing=self.listing,
            collection="here",
            grid=GRID,
            frame_id=None,
            deleted=self.deleted,
            unknown=30.0,
        )

    def look(self):
        """List the board."""
        self.listing = Listing(self.now)
        for item_id, (title, _, slot) in self.board.items():
            mark = title.rpartition("#")[2]
            found = Found(item_id=item_id, title=title, place=GRID.place(slot), frame_id=None)
            self.listing.by_mark.setdefault(mark, []).append(found)

    def restart(self, *, ledger):
        """Begin anew, with the ledger or without."""
        self.listing = None
        self.rows = {
            name: evolve(row, since=self.now) if row.item_id is None else row
            for name, row in self.rows.items()
            if ledger
        }

    def passage(self, fates):
        """Plan and carry out; tell whether anything is left to do."""
        planned = plan(self.view())
        if planned.list_at is not None and planned.list_at <= self.now:
            self.look()
            planned = plan(self.view())
        for step in planned.steps:
            if self.carry_out(step, fates.pop() if fates else "works") == "killed":
                self.restart(ledger=True)
                return True
        if planned.list_at is not None:
            self.now = max(self.now, planned.list_at)
        return bool(planned.steps) or planned.list_at is not None

    def carry_out(self, step, fate):  # noqa: C901, PLR0912 - a case for each kind of step
        """Do a step, or fail at it."""
        self.now += 0.1
        match step:
            case Send(picture, slot):
                return self.send(picture, slot, fate)
            case Replace(picture, row):
                if fate in {"works", "killed", "lost answer"} and row.item_id in self.board:
                    self.put(row.item_id, picture, row.slot or 0)
                if fate == "works":
                    self.rows[row.name] = evolve(row, hash=picture.hash, state="sent")
            case Rename(picture, row):
                if row.item_id is not None:
                    self.put(row.item_id, picture, row.slot or 0)
                if fate == "works":
                    del self.rows[row.name]
                    self.rows[picture.name] = evolve(row, name=picture.name, gone=False)
            case Adopt(row, is_titled_otherwise):
                self.rows[row.name] = row
                if is_titled_otherwise:
                    self.rename(row)
            case Note(row):
                self.rows[row.name] = row
            case Confirm(row):
                self.rows[row.name] = evolve(row, state="confirmed")
            case Remove(row):
                self.board.pop(row.item_id, None)
                if fate == "works":
                    del self.rows[row.name]
                    self.listing = self.listing and Listing(self.listing.at)
        return "killed" if fate.startswith("killed") else fate

    def send(self, picture, slot, fate):
        """Upload a picture."""
        row = Row(
            name=picture.name,
            hash=picture.hash,
            stamp=picture.stamp,
            state="sending",
            since=self.now,
            slot=slot,
        )
        self.rows[picture.name] = row
        if fate in {"works", "lost answer", "killed"}:
            self.made += 1
            self.put(f"i{self.made}", picture, slot)
        if fate == "works":
            self.rows[picture.name] = evolve(row, item_id=f"i{self.made}", state="sent")
        return "killed" if fate.startswith("killed") else fate

    def rename(self, row):
        """Give an item the title that its file calls for."""
        _, content, slot = self.board[row.item_id]
        self.board[row.item_id] = (title_of(row.name, mark_of("here", row.hash)), content, slot)

    def put(self, item_id, picture, slot):
        """Have the board show a picture."""
        title = title_of(picture.name, mark_of("here", picture.hash))
        self.board[item_id] = (title, picture.hash, slot)

    def settle(self, fates=()):
        """Go on until nothing is left to do."""
        fates = list(fates)
        for _ in range(60):
            if not self.passage(fates):
                return
        raise AssertionError("it never ends")


CHANGES = st.lists(
    st.tuples(
        st.dictionaries(NAMES, CONTENTS, max_size=4),
        st.lists(FATES, max_size=6),
        st.sampled_from(["goes on", "restarts", "loses its ledger"]),
    ),
    min_size=1,
    max_size=4,
)


TWINS_OF_WHICH_ONE_ARRIVED = [({"a": "1", "b": "1"}, ["lost answer", "not done"], "goes on")]


@example(changes=TWINS_OF_WHICH_ONE_ARRIVED, deleted="remove")
@given(changes=CHANGES, deleted=st.sampled_from(["keep", "remove"]))
@settings(max_examples=150)
def test_in_the_end_every_picture_is_on_the_board_once(changes, deleted):
    """Files come, change, go and change names; calls fail and programs are killed in between."""
    world = World(deleted)
    lost = False
    for folder, fates, how in changes:
        world.folder = folder
        world.settle(fates)
        if how != "goes on":
            world.restart(ledger=how == "restarts")
            lost = lost or how == "loses its ledger"
        world.settle()
        shown = Counter((t.rpartition(" #")[0], content) for t, content, _ in world.board.values())
        wanted = Counter(folder.items())
        assert wanted <= shown
        assert max(shown.values(), default=0) <= 1 or deleted == "keep"
        if deleted == "remove" and not lost:
            assert shown == wanted
            slots = [slot for _, _, slot in world.board.values()]
            assert len(set(slots)) == len(slots)
        steps = plan(world.view()).steps
        assert steps == []


def test_nobody_takes_what_may_be_that_of_another_file():
    """A file was renamed while its upload was unknown; another one has the same content."""
    world = World("keep", folder={"a": "1"})
    world.passage(["lost answer"])
    world.folder = {"b": "1", "c": "1"}
    world.rows = {"c": evolve(world.rows["a"], name="c")}
    world.restart(ledger=True)
    world.settle()

    assert sorted(slot for _, _, slot in world.board.values()) == [0, 1]
    assert {name: row.item_id for name, row in world.rows.items()} == {"c": "i1", "b": "i2"}


def test_two_items_in_one_cell_do_not_keep_both_of_them_there():
    """Somebody has put one onto the other: only one of them has the cell for its own."""
    world = World("keep", folder={"a": "1", "b": "2", "c": "3"})
    for name, content in (("a", "1"), ("b", "2")):
        title = title_of(name, mark_of("here", content))
        world.board[f"i{name}"] = (title, content, 0)
    world.settle()

    assert {name: row.slot for name, row in world.rows.items()} == {"a": 0, "b": None, "c": 1}


def test_an_item_that_was_deleted_since_the_listing_is_nobodys():
    """It would be taken for that of a file with its content."""
    found = [Found(item_id=name, title="t", place=None, frame_id=None) for name in ("i1", "i2")]
    listing = Listing(0.0, {"m": found})

    listing.forget("i1")

    assert listing.unclaimed("m", ()) == [found[1]]
    assert listing.unclaimed("m", ["i2"]) == []


def test_new_pictures_take_the_first_free_cells_in_the_order_of_their_names():
    """Those that are there stay."""
    world = World("keep", folder={"b": "1", "d": "2"})
    world.settle()
    world.folder |= {"a": "3", "c": "1"}
    world.settle()

    assert {name: row.slot for name, row in world.rows.items()} == {"b": 0, "d": 1, "a": 2, "c": 3}
