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


_BODY_NAME = r"(?:[A-Z][\w’'-]*)(?: (?:(?:of|for) (?:the )?)?[A-Z][\w’'-]*){0,5}"


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
    authorship: Words
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
    definite: str
    indefinite: Words
    group_nouns: Words
    group_modifiers: Words
    group_heads: Words
    medium_nouns: Words
    local_bodies: Words
    speaking_heads: Words
    body_endings: Words
    organisation_heads: Words

    @cached_property
    def cues(self) -> dict[str, CueGroup]:
        """Each verb form with the group it belongs to."""
        return {form: group for group in self.groups.values() for verb in group.verbs for form in verb.split()}

    @cached_property
    def according_words(self) -> dict[str, list[list[str]]]:
        """The words of the phrases before a speaker's name, by the first of them."""
        phrases = [phrase.split() for phrase in self.according]
        return {parts[0]: [other for other in phrases if other[0] == parts[0]] for parts in phrases}

    @cached_property
    def attributing(self) -> frozenset[str]:
        """Every word at which an attribution may be read."""
        return frozenset(self.cues).union(
            self.quoting, self.citing, self.saying_nouns, self.hedges, self.according_words
        )

    @cached_property
    def prefilter(self) -> re.Pattern[str]:
        """Matches wherever anything could be attributed: a cue or a quotation mark."""
        firsts = {phrase.split()[0] for phrase in self.according}
        words = {*self.cues, *firsts, *self.hedges, *self.saying_nouns, *self.citing, *self.quoting}
        alternation = "|".join(map(re.escape, sorted(words)))
        return re.compile(rf"\b(?:{alternation})\b|[\"“”„«»‘]|``|''|:\s", re.IGNORECASE)

    @cached_property
    def medium(self) -> re.Pattern[str]:
        """Matches the name of a medium or a word that makes a name one."""
        return re.compile(rf"\b(?:The )?(?:{_alternatives(self.media)})\b")

    @cached_property
    def anaphors(self) -> frozenset[str]:
        """Nouns that may stand for a body named before."""
        return self.group_nouns | self.medium_nouns | self.organisation_heads

    @cached_property
    def body_ending(self) -> re.Pattern[str]:
        """Matches the end of a one-word name that is one of a body ("Test-Info")."""
        return re.compile(rf"\w-?(?:{_alternatives(self.body_endings)})$")

    @cached_property
    def named_body(self) -> re.Pattern[str]:
        """Matches a noun with the name that follows it ("the monitoring group Test-Info")."""
        return re.compile(rf"\b(?P<noun>{_alternatives(self.anaphors)}) (?P<name>{_BODY_NAME})")

    @cached_property
    def explained_body(self) -> re.Pattern[str]:
        """Matches a name with the noun that explains it ("Test-Info, an independent group that …")."""
        stops = _alternatives(self.prepositions | self.relatives | self.that)
        articles = _alternatives(self.indefinite)
        follower = rf"(?:{stops})\b|\w+(?:{self.past}|{self.participle})\b"
        return re.compile(
            rf"(?P<name>{_BODY_NAME})(?: \([A-Z][\w-]+\))?, (?:{articles}) (?:(?!(?:{stops})\b)[\w-]+ ){{0,5}}?"
            rf"(?P<noun>{_alternatives(self.anaphors)})\b(?=[,.;]| (?:{follower}))"
        )

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
