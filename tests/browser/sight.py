"""What a tired eye would see: words broken inside, letters whose marks are cut off, boxes out of which words run."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.browser.axe import SETTLED

LOOK = r"""
() => {
  const found = [];
  const told = (what, it, more = "") =>
    found.push(`${what}: <${it.tagName.toLowerCase()} class="${it.className}"> ${more}`);
  const root = document.documentElement;
  // Not innerWidth: a phone zooms out until it holds what is too wide.
  if (root.scrollWidth > root.clientWidth) found.push(`sideways: ${root.scrollWidth} of ${root.clientWidth}`);
  const seen = (it) => {
    const box = it.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && getComputedStyle(it).visibility === "visible";
  };
  const of = (lang) => new Intl.Segmenter(lang, { granularity: "word" });
  const words = { lo: of("lo"), en: of("en") };
  const pen = document.createElement("canvas").getContext("2d");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const it = node.parentElement, text = node.data;
    if (!text.trim() || !seen(it) || it.closest(".unseen, [inert], script, style, noscript, [hidden]")) continue;
    const style = getComputedStyle(it);
    const lao = /[\u0e80-\u0eff]/.test(text);
    // Where a line ends must be where a word does.
    const starts = new Set([...words[lao ? "lo" : "en"].segment(text)].map(({ index }) => index));
    const range = document.createRange();
    const lines = [];
    let bottom;
    for (const { index, segment } of new Intl.Segmenter(lao ? "lo" : "en", { granularity: "grapheme" }).segment(text)) {
      if (!segment.trim()) continue;
      range.setStart(node, index);
      range.setEnd(node, index + segment.length);
      const boxes = range.getClientRects();
      const box = boxes[boxes.length - 1]; // WebKit has the end of the line before it, too
      if (!box || !box.width) continue;
      const next = bottom !== undefined && box.top >= bottom - 1;
      if (next && !starts.has(index) && !"/-".includes(text[index - 1]))
        told("broken inside", it, `${text.slice(Math.max(0, index - 12), index)}|${text.slice(index, index + 12)}`);
      if (next || !lines.length) lines.push({ box, words: "" });
      lines[lines.length - 1].words += segment;
      bottom = box.bottom;
    }
    // The ink of each line, as the letters are drawn, against every edge that clips it.
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    for (const { box: line, words } of lao ? lines : []) {
      const ink = pen.measureText(words);
      const base = line.top + (line.height + ink.fontBoundingBoxAscent - ink.fontBoundingBoxDescent) / 2;
      const [top, foot] = [base - ink.actualBoundingBoxAscent, base + ink.actualBoundingBoxDescent];
      for (let up = it; up && up !== document.body; up = up.parentElement) {
        const its = getComputedStyle(up);
        if (its.display === "inline") continue;
        if (["auto", "scroll"].includes(its.overflowY)) break;
        if (!["hidden", "clip"].includes(its.overflowY) && its.contentVisibility !== "auto") continue;
        const box = up.getBoundingClientRect();
        const [from, to] = [box.top + parseFloat(its.borderTopWidth), box.bottom - parseFloat(its.borderBottomWidth)];
        const middle = (line.top + line.bottom) / 2;
        const hidden = middle < from || middle > to;
        const off = !hidden ? 0 : middle < from ? foot - from : to - top;
        const cut = hidden ? 0 : Math.max(from - top, foot - to);
        if (cut > 0.8) told("marks cut off", up, `${cut.toFixed(1)} px of ${words.slice(0, 24)}`);
        if (off > 0.8) told("marks look in", up, `${off.toFixed(1)} px of ${words.slice(0, 24)}`);
        if (hidden) break;
      }
    }
  }
  // Words that run out of their box.
  for (const it of document.querySelectorAll("button, .btn, .tag, a, label, .kind, .tab, h1, h2, h3, [role=tab]")) {
    if (!seen(it) || it.closest(".unseen, [inert]")) continue;
    const style = getComputedStyle(it);
    const more = it.clientWidth > 0 && it.scrollWidth > it.clientWidth + 1;
    if (more && style.overflowX === "visible" && style.display !== "inline")
      told("runs out", it, `${it.scrollWidth} of ${it.clientWidth} ${it.innerText.slice(0, 30)}`);
  }
  // Neighbours that lie on each other.
  for (const row of document.querySelectorAll("nav, .tabs, .head-nav, [role=tablist], .row, .seg")) {
    const boxes = [...row.children]
      .filter((it) => seen(it) && getComputedStyle(it).position === "static")
      .map((it) => [it, it.getBoundingClientRect()]);
    for (let n = 1; n < boxes.length; n++) {
      const [a, b] = [boxes[n - 1][1], boxes[n][1]];
      const across = b.left < a.right - 1 && b.right > a.left + 1;
      if (across && b.top < a.bottom - 1 && b.bottom > a.top + 1)
        told("overlaps", boxes[n][0], boxes[n][0].innerText.slice(0, 30));
    }
  }
  return [...new Set(found)];
}
"""


# Letters with the most above and below them, in every place that holds words, as many lines as it shows. What clips is
# then let go, at its size: whatever becomes different was cut.
STACKED = r"""
() => {
  // What is drawn is a copy: news that comes meanwhile changes nothing of it.
  const app = document.getElementById("app");
  if (!window.clipping) app.replaceWith(app.cloneNode(true));
  window.clipping = [];
  const hidden = it => ["hidden", "clip"].includes(getComputedStyle(it).overflowY);
  for (const it of document.querySelectorAll("body *")) {
    const box = it.getBoundingClientRect();
    if (it.closest(".unseen, svg, [hidden]") || box.width < 8 || box.height < 8) continue;
    const lines = Number(getComputedStyle(it).webkitLineClamp) || 1;
    if (hidden(it) && it.innerText.trim()) window.clipping.push({ it, lines });
    for (const node of it.childNodes) {
      if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
      if (lines > 1) it.style.whiteSpace = "pre-line";
      node.data = Array(lines).fill("ປີ້ຫຼູ").join("\n");
    }
  }
  return window.clipping.length;
}
"""
FREED = r"""
() => {
  // The wall's rows are counted by their own words, so the list of them is left out.
  window.clipping = window.clipping.filter(({ it }) => !it.matches(".vision"));
  const now = window.clipping.map(({ it }) => it.getBoundingClientRect());
  window.clipping.forEach(({ it }, n) => {
    const { width, height } = now[n];
    const min = "min-width:0;min-height:0;max-width:none;max-height:none;content-visibility:visible;overflow:visible";
    it.style.cssText += `;box-sizing:border-box;width:${width}px;height:${height}px;${min}`;
  });
  return window.clipping.map(({ it }, n) => [now[n].left, now[n].top, now[n].right, now[n].bottom, it.className]);
}
"""
# One line more than is shown, without marks and then with them: it is not seen, so nothing changes.
BEYOND = r"""
word => {
  const found = [];
  for (const { it, lines } of window.clipping) {
    if (getComputedStyle(it).webkitLineClamp === "none") continue;
    const node = [...it.childNodes].find(one => one.nodeType === Node.TEXT_NODE && one.data.trim());
    if (!node) continue;
    it.style.whiteSpace = "pre-line";
    node.data = [...Array(lines).fill("ກກ"), word].join("\n");
    const box = it.getBoundingClientRect();
    found.push([box.left, box.top, box.right, box.bottom, it.className]);
  }
  return found;
}
"""


def wrong(page: Page) -> list[str]:
    """What is amiss on this page now, a line each."""
    page.evaluate("document.fonts.ready.then(() => undefined)")
    found: Any = page.evaluate(LOOK)
    return list(found)


def cut(page: Page) -> tuple[set[str], list[str]]:
    """The places of this page that clip, and those whose ink is cut: drawn, and compared. The page is spoilt by it."""
    page.evaluate(SETTLED)
    page.evaluate(STACKED)
    beyond = page.evaluate(BEYOND, "ກກ")
    before = _drawn(page)
    page.evaluate(BEYOND, "ປີ້ປີ້")
    wrong = [f"the next line looks in: {name}" for name in _differ(before, _drawn(page), beyond)]
    page.evaluate(STACKED)
    before = _drawn(page)
    places = page.evaluate(FREED)
    wrong += [f"cut: {name}" for name in _differ(before, _drawn(page), places)]
    return {str(name) for *_, name in places}, wrong


def _drawn(page: Page) -> Image.Image:
    page.evaluate(SETTLED)
    return Image.open(io.BytesIO(page.screenshot())).convert("L")


def _differ(one: Image.Image, other: Image.Image, places: list[Any]) -> list[str]:
    """Of these places, with a little above and below them, those that are drawn otherwise.

    Where they end at their sides is not asked: the last letter may lean out by a part of a pixel.
    """
    changed = ImageChops.difference(one, other).point(lambda value: 255 if value > 24 else 0)
    found = []
    for left, top, right, bottom, name in places:
        box = (
            max(0, int(left) + 1),
            max(0, int(top) - 8),
            min(one.width, int(right) - 1),
            min(one.height, int(bottom) + 9),
        )
        if box[0] < box[2] and box[1] < box[3] and changed.crop(box).getbbox():
            found.append(str(name))
    return found
