"""A page → HTML and Markdown through templates in which every word is escaped unless it is ours."""

import hashlib
from base64 import b64encode
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from habeas.publish.bulletin.foreign import escape_markdown, tame_words
from habeas.publish.bulletin.page import Page
from habeas.publish.bulletin.pictures import Picture
from habeas.publish.drawing.svg import picture_css


def render_html(page: Page, map_picture: Picture | None, growth: Picture | None) -> bytes:
    """One HTML file that holds all it needs; its policy lets a browser load nothing and run nothing."""
    style = _read_style()
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template("bulletin.html.j2")
    html = template.render(
        page=page,
        map=map_picture,
        growth=growth,
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=digest,
    )
    return _encode(html)


def render_markdown(page: Page) -> bytes:
    """The same words without pictures."""
    environment = _environment()
    environment.finalize = _escape_for_markdown
    return _encode(environment.get_template("bulletin.md.j2").render(page=page))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("habeas.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"thousands": _thousands, "svg": Markup, "link": _write_link, "attribute": escape}
    return environment


def _escape_for_markdown(value: Any) -> Markup:
    return value if isinstance(value, Markup) else Markup(escape_markdown(str(value)))  # noqa: S704 - escaped here


def _write_link(address: str) -> Markup:
    unsafe = {"<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"}
    return Markup(f"<{''.join(unsafe.get(letter, letter) for letter in tame_words(address, 2000))}>")  # noqa: S704


def _thousands(value: int) -> Markup:
    return Markup(f"{value:,}")  # noqa: S704 - digits


def _read_style() -> str:
    given = (resources.files("habeas.publish") / "templates" / "bulletin.css").read_text(encoding="utf-8")
    return f"{given}{picture_css()}"


def _encode(text: str) -> bytes:
    return text.encode("utf-8", errors="replace")
