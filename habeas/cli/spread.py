"""Options kept together as one value: what a command needs is said in a dataclass, one field an option."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from functools import wraps
from inspect import Parameter, Signature
from typing import Any, cast


def spread_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command as typer is to see it: each parameter that is a dataclass of options is spread into its fields."""
    parameters = inspect.signature(command, eval_str=True).parameters
    groups: dict[str, type[Any]] = {
        name: given.annotation for name, given in parameters.items() if _is_group(given.annotation)
    }

    @wraps(command)
    def run(**given: Any) -> None:
        values = {name: _gather(kind, given) for name, kind in groups.items()}
        command(**values, **given)

    spread = [flat for parameter in parameters.values() for flat in _spread(parameter)]
    # Typer reads the options of a command from its signature.
    cast(Any, run).__signature__ = Signature(spread)
    run.__annotations__ = {flat.name: flat.annotation for flat in spread}
    return run


def _spread(parameter: Parameter) -> Iterator[Parameter]:
    if not _is_group(parameter.annotation):
        yield parameter.replace(kind=Parameter.KEYWORD_ONLY)
        return
    for field in fields(parameter.annotation):
        default = Parameter.empty if field.default is MISSING else field.default
        yield Parameter(field.name, Parameter.KEYWORD_ONLY, default=default, annotation=field.type)


def _is_group(annotation: Any) -> bool:
    return isinstance(annotation, type) and is_dataclass(annotation)


def _gather(kind: type[Any], given: dict[str, Any]) -> Any:
    """The value of these options, which leave `given`."""
    return kind(**{field.name: given.pop(field.name) for field in fields(kind)})
