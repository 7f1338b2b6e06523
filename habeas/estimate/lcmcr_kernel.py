"""One chain of the latent-class sampler, compiled; `lcmcr.py` says what model it draws from.

People with the same capture history are exchangeable, so a step draws how many of each history belong to each class,
not the class of each person: its cost grows with the number of histories, not of people.
"""

from math import exp, lgamma, log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from habeas.estimate.variates import draw_beta, draw_binomial, draw_log_gamma, draw_poisson
from habeas.match.compiled import compile_loop
from habeas.model.capture import CaptureTable

# Steps between two draws that are kept.
STRIDE = 10
TRIES = 20
FEW = 8


class Histories(NamedTuple):
    """Capture histories: on which lists (history, list) and how many people (history)."""

    on_list: NDArray[np.bool_]
    people: NDArray[np.int64]


class Priors(NamedTuple):
    """Gamma(a_alpha, b_alpha) on the concentration, Beta(a_lambda, b_lambda) on each probability of being listed."""

    a_alpha: float
    b_alpha: float
    a_lambda: float
    b_lambda: float
    most_unlisted: int


class State(NamedTuple):
    """Where a chain stands, by class or by list and class; `likely` and `drawn` are room to work in."""

    concentration: NDArray[np.float64]
    weight: NDArray[np.float64]
    listed: NDArray[np.float64]
    missed: NDArray[np.float64]
    members: NDArray[np.int64]
    captured: NDArray[np.int64]
    unlisted: NDArray[np.int64]
    drawn: NDArray[np.int64]
    belong: NDArray[np.int64]
    hidden: NDArray[np.float64]
    odds: NDArray[np.float64]
    likely: NDArray[np.float64]
    behind: NDArray[np.float64]


class Draws(NamedTuple):
    """What a chain leaves: totals of people (draw), and whether no class was larger than the first (draw)."""

    totals: NDArray[np.int64]
    largest_first: NDArray[np.bool_]


def read_histories(table: CaptureTable) -> Histories:
    """The histories that somebody has."""
    held = [(pattern, people) for pattern, people in sorted(table.counts.items()) if people > 0]
    return Histories(
        on_list=np.array([pattern for pattern, _ in held], dtype=np.bool_),
        people=np.array([people for _, people in held], dtype=np.int64),
    )


def start_state(rng: np.random.Generator, histories: Histories, classes: int) -> State:
    """A place to start from, drawn wide so that chains which agree later do not agree because they began together."""
    lists = histories.on_list.shape[1]
    listed = rng.uniform(0.01, 0.99, (lists, classes))
    return State(
        concentration=np.ones(1),
        weight=rng.dirichlet(np.ones(classes)),
        listed=listed,
        missed=1.0 - listed,
        members=np.zeros(classes, dtype=np.int64),
        captured=np.zeros((lists, classes), dtype=np.int64),
        unlisted=np.zeros(classes, dtype=np.int64),
        drawn=np.zeros(classes, dtype=np.int64),
        belong=np.zeros((len(histories.people), classes), dtype=np.int64),
        hidden=np.zeros(classes),
        odds=np.zeros((lists, classes)),
        likely=np.zeros(classes),
        behind=np.zeros(classes),
    )


@compile_loop
def run_chain(rng: np.random.Generator, histories: Histories, priors: Priors, state: State, draws: Draws) -> None:
    """Advances the chain by `STRIDE` steps for each cell of `draws` and writes into it where the chain then stands."""
    observed = histories.people.sum()
    for cell in range(draws.totals.size):
        for step in range(STRIDE):
            draw_people(rng, histories, priors, state)
            order_neighbours(rng, state)
            if step == 0:
                exchange_classes(rng, priors, state)
            draw_classes(rng, priors, state)
        draws.totals[cell] = observed + state.unlisted.sum()
        draws.largest_first[cell] = state.members[0] >= state.members.max()


@compile_loop
def draw_people(rng: np.random.Generator, histories: Histories, priors: Priors, state: State) -> None:
    """How many people of each class are listed and how many are not, given shares and probabilities."""
    _weigh_classes(state)
    _allocate_listed(rng, histories, state)
    _count_members(histories, state)
    _draw_unlisted(rng, histories.people.sum(), priors.most_unlisted, state)


@compile_loop
def draw_classes(rng: np.random.Generator, priors: Priors, state: State) -> None:
    """Shares of classes, their concentration and probabilities of being listed, given where people belong."""
    _draw_listing(rng, priors, state)
    _draw_weights(rng, priors, state)


@compile_loop
def _weigh_classes(state: State) -> None:
    """Share of each class times its chance of standing on no list, and the odds of each list in each class."""
    hidden, odds, listed, missed = state.hidden, state.odds, state.listed, state.missed
    hidden[:] = state.weight
    for place in range(odds.shape[0]):
        for group in range(hidden.size):
            hidden[group] *= missed[place, group]
            odds[place, group] = listed[place, group] / missed[place, group]


@compile_loop
def _allocate_listed(rng: np.random.Generator, histories: Histories, state: State) -> None:
    """How many people of each history belong to each class: multinomial, drawn class by class."""
    on_list, people = histories.on_list, histories.people
    belong, hidden, odds, likely, behind = state.belong, state.hidden, state.odds, state.likely, state.behind
    belong[:] = 0
    last = hidden.size - 1
    for history in range(people.size):
        likely[:] = hidden
        for place in range(odds.shape[0]):
            if on_list[history, place]:
                for group in range(last + 1):
                    likely[group] *= odds[place, group]
        for group in range(last - 1, -1, -1):
            behind[group] = behind[group + 1] + likely[group + 1]
        left = people[history]
        group = 0
        while left > FEW and group < last:
            drawn = draw_binomial(rng, left, likely[group] / (likely[group] + behind[group]))
            belong[history, group] = drawn
            left -= drawn
            group += 1
        if group == last:
            belong[history, last] = left
        else:
            _allocate_few(rng, state, history, group, left)


@compile_loop
def _allocate_few(rng: np.random.Generator, state: State, history: int, first: int, people: int) -> None:
    """The last few people one by one, among the classes from `first` on."""
    belong, behind = state.belong, state.behind
    mass = state.likely[first] + behind[first]
    for _ in range(people):
        level = rng.random() * mass
        group = first
        while behind[group] > level:
            group += 1
        belong[history, group] += 1


@compile_loop
def _count_members(histories: Histories, state: State) -> None:
    """How many listed people each class has, and each list in each class."""
    on_list, belong, members, captured = histories.on_list, state.belong, state.members, state.captured
    members[:] = 0
    captured[:] = 0
    for history in range(belong.shape[0]):
        for group in range(members.size):
            members[group] += belong[history, group]
        for place in range(captured.shape[0]):
            if on_list[history, place]:
                for group in range(members.size):
                    captured[place, group] += belong[history, group]


@compile_loop
def _draw_unlisted(rng: np.random.Generator, observed: int, most: int, state: State) -> None:
    """How many people of each class are on no list: negative binomial in sum, drawn as a Gamma mixture of Poissons.

    Draws above the ceiling are refused; where `TRIES` of them in a row are, the numbers stay, which leaves the
    distribution below the ceiling as it is.
    """
    hidden, drawn = state.hidden, state.drawn
    seen = (state.weight - hidden).sum()
    for _ in range(TRIES):
        rate = rng.standard_gamma(observed) / seen
        total = 0
        for group in range(hidden.size):
            drawn[group] = draw_poisson(rng, min(rate * hidden[group], 1e15))
            total += drawn[group]
        if total <= most:
            state.unlisted[:] = drawn
            break
    for group in range(hidden.size):
        state.members[group] += state.unlisted[group]


@compile_loop
def order_neighbours(rng: np.random.Generator, state: State) -> None:
    """Exchanges neighbouring classes, which sticks leave in an order that chains would be slow to change.

    Papaspiliopoulos and Roberts 2008, "Retrospective Markov chain Monte Carlo methods for Dirichlet process
    hierarchical models", Biometrika 95(1), here with the sticks integrated out: all Gamma functions but two cancel.
    """
    members = state.members
    behind = members[members.size - 1] + state.concentration[0]
    for group in range(members.size - 3, -1, -1):
        if rng.random() * (behind + members[group]) < behind + members[group + 1]:
            _swap(state, group, group + 1)
        behind += members[group + 1]


@compile_loop
def exchange_classes(rng: np.random.Generator, priors: Priors, state: State) -> None:
    """Exchanges any two classes together with a new concentration from its prior, where that is as likely.

    A large class at the end keeps the concentration large, which keeps it at the end: neither moves alone.
    """
    one, other = int(rng.random() * state.members.size), int(rng.random() * state.members.size)
    before = _weigh_order(state.members, state.concentration[0])
    _swap(state, one, other)
    proposed = rng.standard_gamma(priors.a_alpha) / priors.b_alpha
    if proposed > 0.0 and log(1.0 - rng.random()) < _weigh_order(state.members, proposed) - before:
        state.concentration[0] = proposed
    else:
        _swap(state, one, other)


@compile_loop
def _weigh_order(members: NDArray[np.int64], concentration: float) -> float:
    """Logarithm of the probability of classes of these sizes in this order, sticks integrated out."""
    behind = concentration + members.sum()
    weighed = (members.size - 1) * log(concentration)
    for group in range(members.size - 1):
        weighed += lgamma(1.0 + members[group]) - lgamma(1.0 + behind)
        behind -= members[group]
        weighed += lgamma(max(behind, concentration))
    return weighed


@compile_loop
def _swap(state: State, one: int, other: int) -> None:
    members, unlisted, captured = state.members, state.unlisted, state.captured
    members[one], members[other] = members[other], members[one]
    unlisted[one], unlisted[other] = unlisted[other], unlisted[one]
    for place in range(captured.shape[0]):
        caught = captured[place, one]
        captured[place, one] = captured[place, other]
        captured[place, other] = caught


@compile_loop
def _draw_listing(rng: np.random.Generator, priors: Priors, state: State) -> None:
    """The probability that each list has a person of each class."""
    listed, missed, members, captured = state.listed, state.missed, state.members, state.captured
    for place in range(listed.shape[0]):
        for group in range(members.size):
            caught = captured[place, group]
            escaped = members[group] - caught
            drawn = draw_beta(rng, priors.a_lambda + caught, priors.b_lambda + escaped)
            listed[place, group] = drawn
            missed[place, group] = 1.0 - drawn


@compile_loop
def _draw_weights(rng: np.random.Generator, priors: Priors, state: State) -> None:
    """Shares of the classes by stick breaking, and the concentration that governs them."""
    weight, members, concentration = state.weight, state.members, state.concentration
    behind = members.sum()
    stick = 1.0
    log_stick = 0.0
    for group in range(weight.size - 1):
        behind -= members[group]
        broken = rng.standard_gamma(1.0 + members[group])
        log_rest = draw_log_gamma(rng, concentration[0] + behind)
        rest = exp(log_rest)
        weight[group] = stick * broken / (broken + rest)
        stick *= rest / (broken + rest)
        log_stick += log_rest - log(broken + rest)
    weight[weight.size - 1] = stick
    concentration[0] = rng.standard_gamma(priors.a_alpha + weight.size - 1) / (priors.b_alpha - log_stick)
