"""Tables of one language for reading events: its grammar as far as chunks of words go, and the words for happenings."""

from typing import Literal

from habeas.lang.table import Table
from habeas.model import EventType

Words = tuple[str, ...]


class Grammar(Table):
    """Closed classes and frequent verbs, by which words are grouped into noun phrases and verb groups.

    `verbs` are inflected by rule, `irregular` lists "past participle" where the rule fails. `adjectives_in_ed` look
    like participles and are none. Words in no list are taken for nouns or adjectives.
    """

    determiners: Words
    quantifiers: Words
    pronouns: Words
    prepositions: Words
    conjunctions: Words
    subordinators: Words
    relatives: Words
    be: Words
    have: Words
    modals: Words
    negations: Words
    adverbs: Words
    verbs: Words
    irregular: dict[str, str]
    doubling: Words
    not_verbs: Words
    not_adverbs: Words


class TriggerTable(Table):
    """Words that name one type of happening.

    `transitive` verbs have the people concerned as object, `intransitive` ones as subject; `nouns` name the happening;
    `predicates` say it of people ("12 dead"); `passive`, `active` and `subject` are phrases of several words with the
    people before them as those it was done to, after them, or before them as those who did it.
    """

    transitive: Words = ()
    intransitive: Words = ()
    nouns: Words = ()
    predicates: Words = ()
    passive: Words = ()
    active: Words = ()
    subject: Words = ()


class Sense(Table):
    """A trigger lemma that names no happening in a sentence with one of these words: "a rally" beside "shares"."""

    lemma: str
    beside: Words


class People(Table):
    """Heads of noun phrases, told apart by what a number before them counts."""

    roles: Words
    groups: Words
    plurals: Words
    things: Words
    animals: Words
    titles: Words
    collective_actors: Words


class Places(Table):
    """How words locate a happening, and what looks like a place and is none."""

    locators: Words
    facilities: Words
    kinds: Words
    several: Words
    directions: Words
    actor_heads: Words


class Possible(Table):
    """`modals` put the verb they stand before in doubt, `helping` words between; after `past` ones it may have been.

    Of the helping words the `denying` ones say that nothing happened.
    """

    modals: Words
    helping: Words
    denying: Words
    past: Words


class EventsTables(Table):
    """The `events` section of a language file.

    `fixed` are phrases that contain a trigger word and name no happening ("arrest warrant"), `alike` names for a rare
    form the verb or noun whose weights fit it, `senses` words beside which a trigger means something else. `cues`
    group words that decide between modalities, scopes and contexts, `plans` put what follows them in the future.
    `joins` are verbs that take part in a protest ("attend"), `draws` those whose object does ("drew"), `saying` those
    that may have a clause as object; after `toll_verbs` stands the number a toll has reached. `possible` and `open` say
    that nothing is asserted, `withdrawn` that the text takes back what follows.
    """

    grammar: Grammar
    triggers: dict[EventType, TriggerTable]
    people: People
    places: Places
    fixed: Words
    alike: dict[str, str]
    senses: tuple[Sense, ...]
    cues: dict[str, Words]
    saying: Words
    plans: Words
    joins: Words
    draws: Words
    toll_verbs: Words
    possible: Possible
    open: Words
    withdrawn: Words


Reading = Literal["passive", "active", "gerund", "noun", "predicate", "subject"]
