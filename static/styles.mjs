// What is asked of every style: a phone of the browsers we promise understands it or does without, and no letter's marks
// are cut. Read here alone: promised.mjs asks it of all of static/css, tests/client/styles.test.ts of styles with faults.

/** The rules of a style, in order, without those inside @font-face, @keyframes and @page: `within` is what they stand in. */
export function rulesOf(text, file = "") {
  const bare = text.replace(/\/\*[^]*?\*\//g, (it) => it.replace(/[^\n]/g, " "));
  const found = [];
  const within = [];
  let from = 0;
  for (let at = 0; at < bare.length; at++) {
    const letter = bare[at];
    if (letter === '"' || letter === "'") {
      at = bare.indexOf(letter, at + 1);
      if (at < 0) break;
    } else if (letter === "{") {
      const raw = bare.slice(from, at);
      within.push({ head: raw.trim().replace(/\s+/g, " "), line: line(bare, from + raw.search(/\S/)), body: at + 1 });
      from = at + 1;
    } else if (letter === "}") {
      const { head, line: stands, body } = within.pop();
      const around = within.map((one) => one.head);
      const plain = !head.startsWith("@") && !around.some((one) => /^@(font-face|keyframes|page)/.test(one));
      if (plain) found.push({ file, line: stands, selectors: split(head, ","), said: declared(bare.slice(body, at)), within: around });
      else if (/^@(?!media|supports|font-face|keyframes|page|charset|import|bottom|top|left|right)/.test(head))
        found.push({ file, line: stands, selectors: [], said: [], within: [...around, head] });
      from = at + 1;
    } else if (letter === ";" && !within.length) from = at + 1; // an @import
  }
  return found;
}

const line = (text, at) => text.slice(0, at).split("\n").length;

/** [name, value] of each declaration. */
function declared(body) {
  return split(body, ";").map((one) => {
    const at = one.indexOf(":");
    return [one.slice(0, at).trim(), one.slice(at + 1).trim()];
  });
}

/** At this sign, but for those in brackets and quotes. */
export function split(text, sign) {
  const found = [""];
  let deep = 0;
  let quote = "";
  for (const letter of text) {
    if (quote) quote = letter === quote ? "" : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ("([".includes(letter)) deep++;
    else if (")]".includes(letter)) deep--;
    if (letter === sign && !deep && !quote) found.push("");
    else found[found.length - 1] += letter;
  }
  return found.map((one) => one.trim()).filter(Boolean);
}

// --- short forms that came late ---------------------------------------------------------------------------------

/** Both languages run from left to right, so the sides have plain names, and every browser knows those. */
const SIDES = { inline: ["left", "right"], block: ["top", "bottom"] };

/** `padding-inline`, `inset` and their like by the names of their sides: Chrome has the short forms since 87. A word that
    is too long breaks in Safari before 15.4 too. */
export function sided(text) {
  return text
    .replace(/(?<=[{;\s])(padding|margin|inset)-(inline|block):\s*([^;{}]+)(?=[;}])/g, (_, what, way, value) => {
      const [first, last = first] = split(value, " ");
      return SIDES[way].map((side, n) => `${what === "inset" ? "" : `${what}-`}${side}: ${n ? last : first}`).join("; ");
    })
    .replace(/(?<=[{;\s])inset:\s*([^;{}]+)(?=[;}])/g, (_, value) => {
      const [top, right = top, bottom = top, left = right] = split(value, " ");
      return `top: ${top}; right: ${right}; bottom: ${bottom}; left: ${left}`;
    })
    .replace(/(?<=[{;\s])inset-inline-(start|end):/g, (_, end) => `${end === "start" ? "left" : "right"}:`)
    .replace(/(?<=[{;\s])border-inline-width:\s*(\S+)(?=[;}])/g, "border-left-width: $1; border-right-width: $1")
    .replace(/(?<=[{;\s])overflow-wrap:\s*anywhere(?=[\s;}])/g, "overflow-wrap: break-word; overflow-wrap: anywhere");
}

/** Chrome before 84 has no `gap` between what stands in a line; it is told from others by what came with it. */
const GAPLESS = ["appearance: none", "-moz-appearance: none", "-webkit-touch-callout: none", "-webkit-nbsp-mode: space"]
  .map((one) => `(not (${one}))`)
  .join(" and ");

/** What stands in a line or a column keeps its distance there by margins. Before all else, so that a thing's own go first. */
export function distanced(text) {
  const found = rulesOf(text).flatMap(({ selectors, said, within }) => {
    const its = Object.fromEntries(said);
    if (within.length || !its.gap || !/flex$/.test(its.display ?? (its["flex-direction"] ? "flex" : ""))) return [];
    const [down, across = down] = split(its.gap, " ");
    const column = /column/.test(its["flex-direction"] ?? "");
    const far = column ? down : across;
    return far === "0" ? [] : [`${selectors.map((one) => `${one}>*+*`).join()}{margin-${column ? "top" : "left"}:${far}}`];
  });
  const last = /(?:^@(?:import|charset)[^;]*;\s*)+/m.exec(text)?.[0] ?? "";
  const at = text.indexOf(last) + last.length;
  return found.length ? `${text.slice(0, at)}@supports ${GAPLESS}{${found.join("")}}\n${text.slice(at)}` : text;
}

/** A style of ours as the browsers we promise read it. */
export const forOld = (text) => distanced(sided(text));

// --- what old browsers know --------------------------------------------------------------------------------------

/** As the client's calls: Safari 14.1 is that of iOS 14.5. */
export const PROMISED = { chrome: 80, safari_ios: 14.5 };

/** Not known everywhere, and not missed: each with what is seen instead. */
export const NOT_MISSED = {
  "accent-color": "a tick in the browser's own colour",
  "content-visibility": "all of a long list is laid out",
  "contain-intrinsic-size": "the same",
  "overscroll-behavior": "the page behind moves at the end of a sheet",
  "overflow-anchor": "Safari keeps no place by itself either",
  "text-size-adjust": "the prefixed one stands beside it",
  "font-synthesis": "",
  "print-color-adjust": "the prefixed one stands beside it",
  "line-clamp": "the prefixed one stands before it",
  "user-select": "the prefixed one stands beside it",
  appearance: "the prefixed one stands beside it",
  cursor: "no phone has one",
  resize: "no phone has it",
  "scroll-behavior": "it jumps",
  "text-wrap": "lines of uneven length",
  "color-scheme": "scroll bars of the light theme",
  "text-decoration-thickness": "a line of the usual width",
  "aspect-ratio: 1": "the room of a picture that is still to come",
  "break-after": "a heading at the foot of a printed page",
  "touch-action": "",
  "text-underline-offset": "the browser's own distance",
  "text-decoration-skip-ink": "",
};
/** Rules that may be left out whole: each selector alone in its rule. */
const ALONE = {
  ":focus-visible": "the browser's own ring, which is left to it in the same breath",
  "::backdrop": "ui/standin.ts lays a veil of its own",
};

/** `start` and `end`: what Chrome has since 93 is in lines; ours stand in grids, where it is as old as they are. */
const KNOWN = /^(unset|inherit|initial|none|auto|normal|start|end)$/;

/** What a promised browser drops, and nothing stands for: a line each. `bcd` is MDN's compatibility data. */
export function dropped(rules, bcd) {
  const css = bcd.css;
  const wrong = [];
  for (const rule of rules) {
    const say = (what) => wrong.push(`${rule.file}:${rule.line} ${what}`);
    const asked = rule.within.filter((one) => one.startsWith("@supports")).join(" ");
    for (const one of rule.within) {
      const [, name] = /^@([\w-]+)/.exec(one);
      if (lacking(css["at-rules"][name])) say(`@${name}: ${lacking(css["at-rules"][name])}`);
      if (name === "media")
        for (const [, feature] of one.matchAll(/\(\s*(?:min-|max-)?([\w-]+)/g))
          if (lacking(css["at-rules"].media[feature])) say(`@media ${feature}: ${lacking(css["at-rules"].media[feature])}`);
      if (/^@media[^]*[<>]/.test(one)) say("@media with < or >");
    }
    for (const selector of rule.selectors) {
      if (/:not\([^()]*,/.test(selector)) say(`${selector}: :not() of several`);
      for (const [whole, name] of selector.matchAll(/::?([\w-]+)/g)) {
        if (name.startsWith("-") || asked.includes(whole)) continue;
        const lacks = lacking(css.selectors[name]);
        if (!lacks) continue;
        if (!(whole in ALONE)) say(`${selector}: ${whole} ${lacks}`);
        else if (!rule.selectors.every((other) => other.includes(whole))) say(`${selector}: ${whole} takes its neighbours along (${lacks})`);
      }
    }
    rule.said.forEach(([name, value], at) => {
      if (name.startsWith("-webkit-") || name.startsWith("-moz-")) return;
      if (name in NOT_MISSED || `${name}: ${value}` in NOT_MISSED) return;
      const known = name.startsWith("--") ? undefined : css.properties[name];
      if (!known && !name.startsWith("--")) return say(`${name}: no browser has it`);
      if (known && lacking(known) && !asked.includes(name)) return say(`${name}: ${lacking(known)}`);
      const lacks = valueLacks(css, known, value);
      if (!lacks || asked.includes(value)) return;
      const before = rule.said.slice(0, at).some(([other, its]) => other === name && !valueLacks(css, known, its));
      if (!before) say(`${name}: ${value} (${lacks})`);
    });
  }
  return wrong;
}

function valueLacks(css, known, value) {
  if (known && / /.test(value) && known.multiple_keywords && lacking(known.multiple_keywords) && value.split(" ").every((one) => one in known))
    return lacking(known.multiple_keywords);
  for (const [word] of value.replace(/"[^"]*"|'[^']*'|url\([^)]*\)|--[\w-]+/g, "").matchAll(/[a-z][\w-]*\(?/gi)) {
    const name = word.replace("(", "");
    if (KNOWN.test(name)) continue;
    const place = word.endsWith("(")
      ? (known?.[`${name}_function`] ?? known?.[name] ?? css.types[name] ?? css.types.color[name])
      : known?.[name.replace(/-/g, "_")] ?? known?.[name];
    if (place && lacking(place)) return `${word} ${lacking(place)}`;
  }
  if (/\d(d|s|l)v(h|w|min|max|i|b)\b/.test(value)) return lacking(css.types.length.viewport_percentage_units_dynamic);
  if (/\dcq(w|h|i|b|min|max)\b/.test(value)) return lacking(css.types.length.container_query_length_units);
  return "";
}

/** Which promised browser has it not, in its own name and by itself; "" where all have. */
function lacking(place) {
  const support = place?.__compat?.support;
  if (!support) return "";
  return Object.entries(PROMISED)
    .map(([browser, promised]) => [browser, since(support[browser]), promised])
    .filter(([, has, promised]) => has > promised)
    .map(([browser, has]) => `${browser} ${has}`)
    .join(", ");
}

function since(said) {
  const all = (Array.isArray(said) ? said : [said]).filter((one) => one && !one.prefix && !one.flags && !one.alternative_name);
  return all.length ? Math.min(...all.map(({ version_added: added }) => version(added))) : 0;
}

const version = (added) =>
  added === false ? Infinity : typeof added === "string" && added !== "preview" ? Number.parseFloat(added.replace("≤", "")) : 0;

// --- marks ---------------------------------------------------------------------------------------------------------

/** What clips and holds no line of text of its own at its edge; each with why. */
export const BARE = {
  body: "the projector's page: its edges are the wall's",
  ".unseen": "for ears alone",
  ".head-word": "for ears alone where there is no room",
  ".head-toggle:first-child .head-word": "the same",
  ".people-head .field-label": "for ears alone",
  ".sheet": "its corners: its head and its body have air of their own",
  ".preview-frame": "a picture",
  ".photo-thumb": "a picture",
  ".bar": "a bar",
  ".view-desk .chair-main": "its columns scroll, each with air of its own",
  ".vision": "rows have air, and their lines stand far enough apart",
  ".thread": "cards have air",
  ".cards > li": "cards have air",
  ".answers > ul > li": "cards have air",
  ".tile": "it has air",
  ".slip": "it has air",
  ".mods > .mod": "it has air",
  ".desk-group": "it has air",
  ".hint": "it has air",
};

/** Where marks of letters would be cut, or those of the next line be seen: a line each. */
export function marksLost(rules) {
  const wrong = [];
  const spaced = new Set();
  for (const rule of rules) {
    const said = Object.fromEntries(rule.said);
    if (!clips(said)) continue;
    for (const selector of rule.selectors) {
      if (selector in BARE) continue;
      const after = "line-clamp" in said || "-webkit-line-clamp" in said;
      const apart = said["line-height"] === "var(--lead-cut)";
      const room = roomy(said, "padding", "var(--marks)") && roomy(said, "margin", "var(--marks-out)");
      const more = rules.filter((one) => one.selectors.some((other) => last(other) === last(selector) && /^\./.test(last(other)) || other === selector));
      const ever = more.some((one) => Object.fromEntries(one.said)["line-height"] === "var(--lead-cut)");
      if (apart || (after && ever)) spaced.add(selector);
      else if (after) wrong.push(`${rule.file}:${rule.line} ${selector} cuts off after some lines: it needs line-height: var(--lead-cut)`);
      else if (!room) wrong.push(`${rule.file}:${rule.line} ${selector} clips: it needs var(--marks) around it, or line-height: var(--lead-cut)`);
    }
  }
  // What was spaced stays so: no rule for the same thing brings its lines nearer.
  for (const rule of rules) {
    const lead = Object.fromEntries(rule.said)["line-height"];
    if (!lead || lead === "var(--lead-cut)" || Number.parseFloat(lead) >= 1.75) continue;
    for (const selector of rule.selectors)
      for (const one of spaced)
        if (selector === one || selector.endsWith(` ${one}`) || selector.endsWith(last(one)) && /^\./.test(last(one)))
          wrong.push(`${rule.file}:${rule.line} ${selector} brings the lines of ${one} too near: ${lead}`);
  }
  return wrong;
}

const last = (selector) => selector.split(/[\s>+~]+/).at(-1);
const roomy = (said, what, value) => said[`${what}-block`] === value || (said[`${what}-top`] === value && said[`${what}-bottom`] === value);

function clips(said) {
  const high = said["overflow-y"] ?? split(said.overflow ?? "", " ").at(-1) ?? "";
  return (
    ["hidden", "clip"].includes(high) ||
    "line-clamp" in said ||
    "-webkit-line-clamp" in said ||
    /paint|strict|content/.test(said.contain ?? "") ||
    said["content-visibility"] === "auto"
  );
}
