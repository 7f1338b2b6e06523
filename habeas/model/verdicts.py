"""What was judged of claims and reports: which claims count in spite of a doubt, and which do not count at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from habeas.model.claim import Claim
from habeas.model.judgement import Judgement, Verdict, standing_judgements
from habeas.model.voice import Origin


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The judgements in force: on claims that were accepted or rejected and on reports that were withdrawn, by id."""

    accepted: dict[str, Judgement] = field(default_factory=dict)
    rejected: dict[str, Judgement] = field(default_factory=dict)
    withdrawn: dict[str, Judgement] = field(default_factory=dict)

    def refuse(self, claim: Claim, origin: Origin | None) -> str | None:
        """Why a claim counts nowhere: it was rejected, or its report, or the one that this is a copy of, withdrawn."""
        if (rejected := self.rejected.get(claim.id)) is not None:
            return f"rejected by {rejected.by}: {rejected.reason}"
        if (withdrawn := self.withdrawn.get(claim.report)) is not None:
            return f"its report was withdrawn: {withdrawn.reason}"
        source = origin.copy_of if origin is not None else None
        if source is not None and (withdrawn := self.withdrawn.get(source)) is not None:
            return f"the report that it is a copy of was withdrawn: {withdrawn.reason}"
        return None


def read_verdicts(judgements: Iterable[Judgement], as_of: str | None = None) -> Verdicts:
    """What holds of claims and reports, of judgements made by `as_of` (an ISO 8601 prefix; None for all)."""
    standing = standing_judgements(judgements, as_of)
    return Verdicts(*(_select(standing, verdict) for verdict in ("accept-claim", "reject-claim", "withdraw-report")))


def _select(standing: Iterable[Judgement], verdict: Verdict) -> dict[str, Judgement]:
    return {judgement.subjects[0]: judgement for judgement in standing if judgement.verdict == verdict}
