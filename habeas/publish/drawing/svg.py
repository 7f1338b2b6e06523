"""SVG as Vega writes it → SVG for a page: colours of the page's two schemes, short numbers, a title, ids of its own."""

import re
from dataclasses import dataclass
from typing import Any

from habeas.publish.drawing.thin import thin_outline

# Colours that the charts are drawn in → the class that stands for them; the colour is what viewers without CSS show.
INKS: dict[str, str] = {
    "#e9e4d9": "land",
    "#d6cdbb": "focus",
    "#fbf9f4": "border",
    "#b3261e": "mark",
    "#1c1a17": "ink",
    "#6b655c": "faint",
    "#d9d3c7": "rule",
    "#fffdf8": "halo",
    "#8a4b45": "second",
}
INK = {name: colour for colour, name in INKS.items()}
# The same names in the dark scheme.
DARK: dict[str, str] = {
    "land": "#23262b",
    "focus": "#343941",
    "border": "#14161a",
    "mark": "#ff8a7a",
    "ink": "#ece7dd",
    "faint": "#a49d92",
    "rule": "#3a3e45",
    "halo": "#14161a",
    "second": "#c99a92",
}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"
_OUTLINED = frozenset(["land", "focus", "border"])
_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_KEPT = frozenset(["d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "id"])
_KEPT |= {"clip-path", "text-anchor", "font-size", "font-weight", "stroke-width", "stroke-dasharray", "opacity"}
_KEPT |= {"fill-opacity", "stroke-opacity", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit", "fill", "stroke"}
_KEPT |= {"paint-order", "display", "viewBox"}


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture says to who cannot see it, and the prefix of its ids, unique within a page."""

    name: str
    title: str
    description: str


def finish_svg(drawn: str, caption: Caption) -> str:
    """The picture for a page: no width of its own, no style of its own, coloured by classes."""
    from lxml import etree

    root = etree.fromstring(drawn.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    _drop_unseen(root)
    names = {given: f"{caption.name}-{place}" for place, given in enumerate(root.xpath("//@id"))}
    for element in root.iter(etree.Element):
        _clean(element, names)
    _describe(root, caption)
    etree.cleanup_namespaces(root)
    return str(etree.tostring(root, encoding="unicode"))


def stand_alone(svg: str) -> bytes:
    """The picture as a file of its own, with both colour schemes and its size, smaller on a narrower screen."""
    box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert box is not None, "a finished picture has its box"
    head, rest = svg.split(">", 1)
    size = f' width="{box[1]}" height="{box[2]}"'
    style = f".chart{{max-width:100%;height:auto}}{picture_css()}"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{size}><style>{style}</style>{rest}\n'.encode()


def picture_css() -> str:
    """The colours of pictures in both schemes, as style rules for `.chart`."""
    light = _rules({name: colour for colour, name in INKS.items()})
    return f".chart text{{font-family:{FONT}}}{light}@media screen and (prefers-color-scheme:dark){{{_rules(DARK)}}}"


def _rules(colours: dict[str, str]) -> str:
    fills = "".join(f".chart .f-{name}{{fill:{colour}}}" for name, colour in colours.items())
    return fills + "".join(f".chart .s-{name}{{stroke:{colour}}}" for name, colour in colours.items())


def _drop_unseen(root: Any) -> None:
    root.remove(root[0])  # the white ground
    for path in root.xpath(
        "//*[local-name()='path'][not(@d) or @d='' or @display='none' or (@class='background' and not(@stroke))]"
    ):
        path.getparent().remove(path)
    while empty := root.xpath("//*[local-name()='g'][not(*)]"):
        for group in empty:
            group.getparent().remove(group)


def _clean(element: Any, names: dict[str, str]) -> None:
    given = dict(element.attrib)
    element.attrib.clear()
    classes = []
    for key, value in given.items():
        if key in ("fill", "stroke") and value in INKS:
            classes.append(f"{key[0]}-{INKS[value]}")
        if key in _KEPT:
            element.set(key, _shorten(names[value] if key == "id" else str(value), names))
    if classes:
        element.set("class", " ".join(classes))
    if "d" in given and any(INKS.get(given.get(key, "")) in _OUTLINED for key in ("fill", "stroke")):
        element.set("d", thin_outline(given["d"]))


def _shorten(value: str, names: dict[str, str]) -> str:
    value = _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value)
    return _NUMBER.sub(lambda found: f"{round(float(found[0]), 1) + 0.0:g}", value)


def _describe(root: Any, caption: Caption) -> None:
    from lxml import etree

    del root.attrib["width"], root.attrib["height"]
    root.set("role", "img")
    root.set("class", "chart")
    root.set("aria-labelledby", f"{caption.name}-title {caption.name}-desc")
    for place, (tag, words) in enumerate((("title", caption.title), ("desc", caption.description))):
        child = etree.Element(f"{_SVG}{tag}", id=f"{caption.name}-{tag}")
        child.text = words
        root.insert(place, child)
