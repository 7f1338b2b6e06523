"""An edition → the bulletin that a desk sends out: a page for screen and paper, its words in Markdown, pictures."""

from habeas.model.edition import Edition


def render_bulletin(edition: Edition) -> dict[str, bytes]:
    """The files of the bulletin by name: bulletin.html, bulletin.md; map.svg and timeline.svg where they show anything.

    The same edition gives the same bytes with the same releases of Altair and vl-convert. Raises TableError where the
    edition's convention is unknown.
    """
    from habeas.publish.bulletin.page import make_page
    from habeas.publish.bulletin.pictures import picture_growth, picture_places
    from habeas.publish.bulletin.render import render_html, render_markdown
    from habeas.publish.drawing.svg import stand_alone

    page = make_page(edition)
    lead = page.sections[0] if page.sections else None
    places = picture_places(lead, edition) if lead else None
    growth = picture_growth(lead, edition) if lead else None
    pictures = {"map.svg": places, "timeline.svg": growth}
    files = {"bulletin.html": render_html(page, places, growth), "bulletin.md": render_markdown(page)}
    return files | {name: stand_alone(picture.wide) for name, picture in pictures.items() if picture}
