"""What a picture of the screen is measured by: nothing cut, nothing over another, all of it read from the last row."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# A line's box is a little lower than the box of its letters; what is truly cut misses more than this part of a letter.
MEASURE = """() => {
  const vh = innerHeight / 100, wrong = [], shortened = [];
  const box = it => it.getBoundingClientRect();
  const screen = document.querySelector(".screen");
  const main = document.querySelector("main.picture:not([hidden])");
  const foot = box(document.querySelector(".foot")), corner = box(document.querySelector(".corner"));
  if (corner.right > innerWidth || corner.bottom > innerHeight) wrong.push("the corner is off the picture");
  const lists = [...main.querySelectorAll(".vision, .focus-cards")];
  for (const list of lists) {
    const at = box(list), rows = [...list.children].map(box);
    if (at.bottom > foot.top + 1) wrong.push("a list reaches into the foot");
    rows.forEach((row, i) => {
      if (row.top < at.top - 1 || row.bottom > at.bottom + 1) wrong.push(`row ${i} is cut`);
      if (i && row.top < rows[i - 1].bottom - 1) wrong.push(`row ${i} lies over the one before`);
    });
  }
  const walk = document.createTreeWalker(screen, NodeFilter.SHOW_TEXT);
  for (let node; node = walk.nextNode();) {
    const it = node.parentElement, at = box(it), words = node.data.trim().slice(0, 30);
    if (!words || !at.width || it.closest(".unseen, .controls, [hidden], svg")) continue;
    const size = parseFloat(getComputedStyle(it).fontSize);
    if (size < 3.99 * vh) wrong.push(`too small: ${words}`);
    if (at.left < -1 || at.top < -1 || at.right > innerWidth + 1 || at.bottom > innerHeight + 1)
      wrong.push(`off the picture: ${words}`);
    for (let up = it; up && up !== screen; up = up.parentElement) {
      const style = getComputedStyle(up);
      const high = style.overflowY !== "visible" && up.scrollHeight - up.clientHeight > 0.15 * size;
      const over = high || (style.overflowX !== "visible" && up.scrollWidth > up.clientWidth + 2);
      if (!over) continue;
      const meant = style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis";
      if (meant && it.closest(".said")) continue;
      (meant ? shortened : wrong).push(`${meant ? "" : "cut: "}${words}`);
    }
  }
  const titles = [...main.querySelectorAll("h1")].filter(it => parseFloat(getComputedStyle(it).fontSize) < 5 * vh);
  if (titles.length) wrong.push("a title is too small");
  return { wrong: [...new Set(wrong)], shortened: [...new Set(shortened)],
    rows: lists.map(it => it.children.length) };
}"""

# What is drawn asks for its letters only then, and pages are counted anew when they come.
LETTERS = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  await frame();
  await frame();
}"""


def measured(page: Page) -> dict[str, Any]:
    page.evaluate(LETTERS)
    return dict(page.evaluate(MEASURE))


def sound(page: Page, rows: int = 7, whole: bool = True) -> None:
    """`whole`: no words end in three dots either. What the chair said may: it is whole where its theme stands alone."""
    found = measured(page)
    assert not found["wrong"], found
    assert all(1 <= n <= rows for n in found["rows"]), found
    assert not whole or not found["shortened"], found
