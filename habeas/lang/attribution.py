"""Tables of one language for reading attribution."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator

from habeas.lang.table import Table

Firmness = Literal["asserted", "alleged", "denied", "threatened", "planned"]


def _split_words(words: object) -> object:
    return words.split() if isinstance(words, str) else words


# A set of words, written in the file as one string: YAML would read a bare `on` or `no` as a truth value.
Words = Annotated[frozenset[str], BeforeValidator(_split_words)]


class CueGroup(Table):
    """Verbs that report speech in the same way; each entry of `verbs` lists the forms of one verb.

    `takes` are the words one of which must follow where no quotation does (empty: anything may). `objects` are nouns
    that must follow within a few words ("issued a statement"); with `takes`, what follows them is asserted only behind
    one of those. `asserts` is false where the verb takes the truth of
    what follows for granted ("condemned the arrests"). `inverts`: the speaker may follow the verb.
    `closes`: the verb may follow what was said without quotation marks. `addresses`: the
    listener follows directly ("told reporters"). `counts`: the verb reports a number, and only where one follows as
    its object ("has recorded 20 arrests").
    """

    verbs: tuple[str, ...]
    firmness: Firmness = "asserted"
    takes: Words = frozenset()
    objects: Words = frozenset()
    asserts: bool = True
    inverts: bool = False
    closes: bool = False
    addresses: bool = False
    counts: bool = False


class AttributionTables(Table):
    """The `attribution` section of a language file: verbs and phrases of saying, and the small words around them."""

    groups: dict[str, CueGroup]
    according: tuple[str, ...]
    hedges: dict[str, Firmness]
    verb_nouns: Words
    noun_followers: Words
    outcomes: Words
    modes: Words
    saying_nouns: dict[str, Firmness]
    documents: Words
    citing: Words
    cited_people: Words
    cited_things: Words
    counters: Words
    number_words: Words
    number_leads: Words
    number_links: Words
    number_hedges: Words
    quoting: Words
    agent: Words
    that: Words
    articles: Words
    determiners: Words
    pronouns: Words
    pronoun_kinds: dict[str, Literal["person", "several", "body"]]
    possessives: Words
    relatives: Words
    subordinators: Words
    settings: Words
    coordinators: Words
    contrasts: Words
    prepositions: Words
    linking_prepositions: Words
    circumstances: Words
    afterwards: Words
    quoting_links: Words
    object_links: Words
    participles: Words
    auxiliaries: Words
    passive: Words
    infinitive: Words
    modals: Words
    negations: Words
    adverbs: Words
    catenatives: Words
    time_words: Words
    openers: Words
    channels: tuple[str, ...]
    channel_prepositions: Words
    media: tuple[str, ...]
    media_heads: Words
    not_speakers: Words
    people: Words
    participle: str
    past: str
    adverb: str
    no_adverbs: Words
    titles: Words
    leader_titles: Words
    organisation_heads: Words

    @cached_property
    def cues(self) -> dict[str, CueGroup]:
        """Each verb form with the group it belongs to."""
        return {form: group for group in self.groups.values() for verb in group.verbs for form in verb.split()}

    @cached_property
    def prefilter(self) -> re.Pattern[str]:
        """Matches wherever anything could be attributed: a cue or a quotation mark."""
        firsts = {phrase.split()[0] for phrase in self.according}
        words = {*self.cues, *firsts, *self.hedges, *self.saying_nouns, *self.citing, *self.quoting}
        alternation = "|".join(map(re.escape, sorted(words)))
        return re.compile(rf"\b(?:{alternation})\b|[\"“”„«»‘]|``|''", re.IGNORECASE)

    @cached_property
    def medium(self) -> re.Pattern[str]:
        """Matches the name of a medium or a word that makes a name one."""
        return re.compile(rf"\b(?:The )?(?:{_alternatives(self.media)})\b")

    @cached_property
    def channel(self) -> re.Pattern[str]:
        """Matches a medium, or a channel behind the word that introduces it ("on state TV")."""
        links = _alternatives(self.channel_prepositions)
        channels = _alternatives(self.channels)
        return re.compile(
            rf"\b((?:The )?(?:{_alternatives(self.media)}))\b|\b(?i:{links}) (?:\w+ )??((?i:{channels}))\b"
        )


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
