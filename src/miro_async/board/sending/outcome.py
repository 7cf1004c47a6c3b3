"""What has become of the inputs of a batch: made, failed, in doubt, or left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..drafts import Draft
from .chunks import Tagging, is_nested
from .needs import needs

if TYPE_CHECKING:
    from ...errors import MiroError
    from ..drafts import AnyDraft
    from .chunks import Chunk, Input, Inputs
    from .lookup import Doubt
    from .making import Thing


class Outcome:
    """What has become of the inputs of a batch, while it is sent and afterwards.

    Attributes:
        inputs: All of them.
        made: What there is of each draft; of tags also those that were there before.
        created: The same, but only what is on the board because of the batch.
        failed: What failed and why, in the order of the failing.
        under_way: The calls of which it is not known what they have made.
        unclear: What the looks at the board did not tell.
        unmoved: Frames that are made, but perhaps not in their frame.
    """

    def __init__(self, inputs: Inputs, made: dict[AnyDraft, Thing]) -> None:
        self.inputs = inputs
        self.made = made
        self.created: dict[AnyDraft, Thing] = {}
        self.failed: list[tuple[AnyDraft, MiroError]] = []
        self.under_way: dict[Chunk, Doubt] = {}
        self.unclear: list[Input] = []
        self.unmoved: set[Draft] = set()
        self._tagged: set[Tagging] = set()
        self._reasons: dict[Input, MiroError] = {}

    @property
    def done(self) -> int:
        """How many inputs are made."""
        return len(self.made) + len(self._tagged)

    def put(self, one: Input, thing: Thing, *, ours: bool = True) -> None:
        """Note what was made of an input, or was there before and is not ours."""
        if isinstance(one, Tagging):
            self._tagged.add(one)
            return
        self.made[one] = thing
        if ours:
            self.created[one] = thing
        if isinstance(one, Draft) and is_nested(one):
            self.unmoved.add(one)

    def fail(self, one: Input, error: MiroError) -> None:
        """Note why an input could not be made."""
        self._reasons[one] = error
        failure = (one.draft if isinstance(one, Tagging) else one, error)
        if failure not in self.failed[-1:]:  # one call may be for several tags
            self.failed.append(failure)

    def obstacle(self, one: Input) -> MiroError | None:
        """Give why something that an input needs has failed; `None` if nothing is in its way."""
        missing = (need for need in needs(one) if need not in self.made)
        return next((self._reasons[need] for need in missing), None)

    @property
    def in_doubt(self) -> list[AnyDraft]:
        """What may be on the board, and frames that are, but perhaps not in their frame."""
        sent = [one for doubt in self.under_way.values() for one in doubt.chunk.inputs]
        unmoved = [one for one in self.made if one in self.unmoved]
        doubtful = dict.fromkeys([*self.unclear, *sent, *unmoved])
        return [one for one in doubtful if not isinstance(one, Tagging)]

    @property
    def left(self) -> list[AnyDraft]:
        """What was not sent, or not given its tags, although it has not failed."""
        failed = {draft for draft, _ in self.failed}
        untagged = {one.draft for one in self.inputs.taggings if one not in self._tagged}
        return [
            one
            for one in self.inputs.drafts
            if one not in failed and (one not in self.made or one in untagged)
        ]
