"""axe-core on a page, in light and in dark: everything it knows, and nothing excused."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from workshop.settings import asset_root

# Only contrast depends on the colours, so only that is asked again in the dark.
RUN = """async only => {
  const found = await axe.run(document, only ? { runOnly: { type: "rule", values: only } } : {});
  return found.violations.map(one => [one.id, one.help, ...one.nodes.slice(0, 4).map(node =>
    node.target.join(" ") + " | " + node.html.slice(0, 160) + " | " + node.any.map(it => it.message).join("; "))]);
}"""
# Nothing moves any more: what was drawn has asked for its letters and they are here, the colours of another scheme have
# come, what slides has arrived. Whatever is measured is measured after this.
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  await frame();
  await Promise.all(document.getAnimations().map(it => it.finished.catch(() => undefined)));
}"""


@cache
def _source() -> str:
    return (asset_root() / "static" / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[Any]:
    """What is wrong with the page as it stands, with the places."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_source())
    found = []
    for scheme, only in (("light", None), ("dark", ["color-contrast"])):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(SETTLED)
        found += [(scheme, *one) for one in page.evaluate(RUN, only)]
    page.emulate_media(color_scheme="light")
    return found
