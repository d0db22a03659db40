"""What a tired eye would see: words broken inside, letters whose marks are cut off, boxes out of which words run."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

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
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const it = node.parentElement, text = node.data;
    if (!text.trim() || !seen(it) || it.closest(".unseen, [inert], script, style, noscript, [hidden]")) continue;
    const style = getComputedStyle(it);
    const lao = /[\u0e80-\u0eff]/.test(text);
    // Where a line ends must be where a word does.
    const starts = new Set([...words[lao ? "lo" : "en"].segment(text)].map(({ index }) => index));
    const range = document.createRange();
    let bottom;
    for (const { index, segment } of new Intl.Segmenter(lao ? "lo" : "en", { granularity: "grapheme" }).segment(text)) {
      if (!segment.trim()) continue;
      range.setStart(node, index);
      range.setEnd(node, index + segment.length);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue;
      const next = bottom !== undefined && box.top >= bottom - 1;
      if (next && !starts.has(index) && !"/-".includes(text[index - 1]))
        told("broken inside", it, `${text.slice(Math.max(0, index - 12), index)}|${text.slice(index, index + 12)}`);
      bottom = box.bottom;
    }
    // What clips needs room above for the marks.
    if (lao) {
      for (let up = it; up && up !== document.body; up = up.parentElement) {
        const its = getComputedStyle(up);
        const clips = ["hidden", "clip"].includes(its.overflowY) && its.overflowX !== "auto";
        if (!clips) { if (its.display !== "inline") { if (up !== it) break; } continue; }
        const lead = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
        const box = up.getBoundingClientRect();
        range.selectNodeContents(node);
        const first = range.getClientRects()[0];
        const half = first ? (first.height - parseFloat(style.lineHeight)) / 2 : 0;
        const room = first ? Math.min(first.top + half - box.top, box.bottom) : 9;
        if (lead < 1.595 && room < 2) told("marks cut off", up, `lead ${lead.toFixed(2)} ${text.slice(0, 24)}`);
        break;
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


def wrong(page: Page) -> list[str]:
    """What is amiss on this page now, a line each."""
    page.evaluate("document.fonts.ready.then(() => undefined)")
    found: Any = page.evaluate(LOOK)
    return list(found)
