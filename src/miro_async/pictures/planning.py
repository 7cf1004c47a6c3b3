"""What is to be done: a pure function of the folder, the ledger and the board."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import define, evolve, field, frozen

from .ledger import Row
from .marks import mark_of, same_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Set as AbstractSet

    from .finding import Found, Listing
    from .grid import Grid
    from .kinds import Kind
    from .looking import Stamp

Deleted: TypeAlias = Literal["keep", "remove"]
"""What becomes of the picture on the board when its file is deleted."""

_A_MOMENT = 1.0  # seconds after which an upload without an answer is first looked for


@frozen(kw_only=True)
class Picture:
    """A whole picture in the folder, named by its path there."""

    name: str
    stamp: Stamp
    hash: str
    kind: Kind
    size: tuple[float, float] | None


@frozen
class Send:
    """Upload a picture as a new item, into a cell."""

    picture: Picture
    slot: int


@frozen
class Replace:
    """Give the item of a row another picture."""

    picture: Picture
    row: Row


@frozen
class Rename:
    """Let the item of a row go by another name; it had another file's."""

    picture: Picture
    row: Row


@frozen
class Adopt:
    """Take an item that is on the board already for that of a picture.

    It may have the name of another file with the same content.
    """

    row: Row
    is_titled_otherwise: bool


@frozen
class Confirm:
    """Read back what was sent."""

    row: Row


@frozen
class Note:
    """Keep what has changed about a row, which the board need not know."""

    row: Row


@frozen
class Remove:
    """Take an item off the board, and forget its row."""

    row: Row


Step: TypeAlias = Send | Replace | Rename | Adopt | Confirm | Note | Remove


@frozen(kw_only=True)
class View:
    """All that a plan is made of.

    `pictures` are those that are whole and settled, `files` the names of all that is in the
    folder, `gone` the names in the ledger that have not been there for a while. `listing` is the
    last one of the board, if there was one since the program began. `unknown` is how many seconds
    an upload without an answer may still take to appear on the board.
    """

    pictures: Mapping[str, Picture]
    files: AbstractSet[str]
    gone: AbstractSet[str]
    rows: Mapping[str, Row]
    listing: Listing | None
    collection: str
    grid: Grid
    frame_id: str | None
    deleted: Deleted
    unknown: float


@define
class Plan:
    """The steps, each of which is about another picture; and when to look at the board again.

    `list_at`: something can be decided only after a listing that is made then or later, in seconds
    since 1970.
    """

    steps: list[Step] = field(factory=list[Step])
    list_at: float | None = None

    def wait_for_listing(self, at: float) -> None:
        """Note that something waits for a listing of that time."""
        self.list_at = at if self.list_at is None else min(self.list_at, at)


def plan(view: View) -> Plan:
    """Give what brings the board in step with the folder."""
    return _Planning(view).planned()


class _Planning:
    def __init__(self, view: View) -> None:
        self.view = view
        self.plan = Plan()
        self.claimed = {row.item_id for row in view.rows.values()}
        self.used = {row.slot for row in view.rows.values()}
        self.slots = count()
        self.former = self._former_rows()
        self.renamed: set[str] = set()
        self.undecided: set[str] = set()
        self.exact: dict[str, Found] = {}

    def planned(self) -> Plan:
        self._claim_by_name()
        new: list[Picture] = []
        for name in sorted(self.view.pictures):
            picture, row = self.view.pictures[name], self.view.rows.get(name)
            if row is None:
                new.append(picture)
            elif row.item_id is None:
                self._unanswered(row, picture)
            elif row.hash != picture.hash:
                self.plan.steps.append(Replace(picture, row))
            elif row.state == "sent":
                self.plan.steps.append(Confirm(row))
            elif row.stamp != picture.stamp or row.gone:
                self.plan.steps.append(Note(evolve(row, stamp=picture.stamp, gone=False)))
        # What is on the board already keeps its cell: the others get those that are left.
        to_send = [picture for picture in new if not self._take_up(picture)]
        for picture in to_send:
            self.plan.steps.append(Send(picture, self._free_slot()))
        for name in sorted(self.view.rows.keys() - self.view.files - self.renamed):
            self._deleted(self.view.rows[name])
        return self.plan

    def _claim_by_name(self) -> None:
        """Keep what has the name of a file for that file: others may have the same content."""
        if self.view.listing is None:
            return
        rows, pictures = self.view.rows, self.view.pictures
        sought = {row.name: row.hash for row in rows.values() if row.item_id is None}
        sought |= {name: pictures[name].hash for name in pictures.keys() - rows.keys()}
        for name, content_hash in sorted(sought.items()):
            mark = mark_of(self.view.collection, content_hash)
            for item in self.view.listing.unclaimed(mark, self.claimed):
                if same_name(name, item.title, mark):
                    self.exact[name] = item
                    self.claimed.add(item.item_id)
                    break

    def _unanswered(self, row: Row, picture: Picture | None) -> None:
        """Decide about an upload of which no answer came: by what is on the board since."""
        listing, certain = self.view.listing, row.since + self.view.unknown
        first = row.since + min(self.view.unknown, _A_MOMENT)
        if listing is None or listing.at < first:
            self._wait(row, first)
        elif item := self._on_board(row.hash, row.name):
            known = evolve(row, item_id=item.item_id, state="sent")
            self._adopt(known, item)
        elif listing.at < certain:
            self._wait(row, certain)
        elif picture is not None:
            slot = self._free_slot() if row.slot is None else row.slot
            self.plan.steps.append(Send(picture, slot))
        else:
            self.plan.steps.append(Remove(row))

    def _wait(self, row: Row, listing_at: float) -> None:
        self.undecided.add(row.hash)
        self.plan.wait_for_listing(listing_at)

    def _take_up(self, picture: Picture) -> bool:
        """Plan for a file without a row; `False`: there is nothing for it yet, so send it."""
        if former := self.former.get(picture.hash):
            row = former.pop()
            self.renamed.add(row.name)
            self.plan.steps.append(Rename(picture, row))
        elif self.view.listing is None:
            self.plan.wait_for_listing(0.0)
        elif picture.hash in self.undecided:
            pass  # what is on the board may belong to the other file with this content
        elif item := self._on_board(picture.hash, picture.name):
            self._adopt(self._adopted(picture, item), item)
        else:
            return False
        return True

    def _former_rows(self) -> dict[str, list[Row]]:
        """Give the rows whose files are no longer there by their content: the first name last."""
        former: dict[str, list[Row]] = {}
        for name in sorted(self.view.rows.keys() - self.view.files, reverse=True):
            row = self.view.rows[name]
            former.setdefault(row.hash, []).append(row)
        return former

    def _free_slot(self) -> int:
        slot = next(slot for slot in self.slots if slot not in self.used)
        self.used.add(slot)
        return slot

    def _on_board(self, content_hash: str, name: str) -> Found | None:
        assert self.view.listing is not None
        if name in self.exact:
            return self.exact[name]
        mark = mark_of(self.view.collection, content_hash)
        items = self.view.listing.unclaimed(mark, self.claimed)
        if not items:
            return None
        self.claimed.add(items[0].item_id)
        return items[0]

    def _adopt(self, row: Row, item: Found) -> None:
        mark = mark_of(self.view.collection, row.hash)
        self.plan.steps.append(Adopt(row, not same_name(row.name, item.title, mark)))

    def _adopted(self, picture: Picture, item: Found) -> Row:
        slot = None
        if item.place is not None and item.frame_id == self.view.frame_id:
            slot = self.view.grid.slot_at(item.place)
        if slot in self.used:
            slot = None
        self.used.add(slot)
        return Row(
            name=picture.name,
            hash=picture.hash,
            stamp=picture.stamp,
            state="sent",
            since=0.0,
            item_id=item.item_id,
            slot=slot,
            size=picture.size,
        )

    def _deleted(self, row: Row) -> None:
        if row.item_id is None:
            self._unanswered(row, None)
        elif row.name not in self.view.gone:
            return
        elif self.view.deleted == "remove":
            self.plan.steps.append(Remove(row))
        elif not row.gone:
            self.plan.steps.append(Note(evolve(row, gone=True)))
