// Lao and English text as people type it. The twin of workshop/kernel/words.py, which says why;
// both are held to the same vectors, tests/data/lao_vectors.json.

const TONE = "[\\u0ec8-\\u0ecb]";
const MARK = "[\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece]";
const LAO = "\\u0e80-\\u0eff";
const JOINER = "\\u200c\\u200d";
const FORM = "\\u180b-\\u180d\\u180f\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}";
const TAG = "\\u{e0020}-\\u{e007e}";
const PASSES = 24;

const tones = new RegExp(TONE, "g");
const toneOf = (tower: string): string => tower.match(tones)?.[0] ?? "";
const toneless = (tower: string): string => tower.replace(tones, "");

const repairs = (
  [
    ["[\\0-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff]|\\p{NChar}", ""],
    [`(?![${JOINER}${FORM}${TAG}\\u{e007f}])\\p{DI}|[\\ufff9-\\ufffb\\u{13430}-\\u{1343f}\\u{1d159}\\u{16fe4}]`, ""],
    [`(\\u{1f3f4}[${TAG}]+\\u{e007f})|[${TAG}\\u{e007f}]`, "$1"],
    ["[\\t-\\r \\x85\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000]+", " "],
    [`(^|[ A-Za-z\\u00c0-\\u024f${LAO}${JOINER}${FORM}])[${FORM}]+`, "$1"],
    [`(^|[ ${LAO}${JOINER}])[${JOINER}]+`, "$1"],
    [`[${JOINER}]+([ ${LAO}]|$)`, "$1"],
    ["\\u0ec0\\u0ec0", "\u0ec1"],
    [`${TONE}[\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ecb\\u0ecd]+`, (tower: string) => toneless(tower) + toneOf(tower)],
    [`(${MARK})\\1+`, "$1"],
    [`\\u0ecd(${TONE}?)\\u0eb2`, "$1\u0eb3"],
    ["\\u0eb3[\\u0eb3\\u0ec8-\\u0ecb]+", (tower: string) => toneOf(tower) + toneless(tower)],
    ["^ | $", ""],
  ] as [string, string][]
).map(([pattern, instead]) => [new RegExp(pattern, "gu"), instead] as const);

const keyed: Record<string, string> = { ໜ: "ຫນ", ໝ: "ຫມ", "\u0ebc": "ລ", "\u0ecc": "", ໆ: "", ຯ: "" };

/** `text` as it is stored: one spelling of each Lao word, single spaces, nothing unseen. Stable when repeated. */
export function clean(text: string): string {
  return settled(repair, text);
}

/** `text` as it is searched and compared, never shown: case, punctuation and variant spellings are gone. */
export function key(text: string): string {
  return settled(fold, text);
}

/** How long `text` counts against a limit: code points once cleaned (by `lines`, where it keeps them), as the server counts. */
export function length(text: string, cleaned = clean): number {
  return [...cleaned(text)].length;
}

/** The digits of a typed code as 0-9, whether Lao or Latin; spaces, dashes and all else are left out. */
export function digits(text: string): string {
  return latinDigits(text).replace(/[^0-9]/g, "");
}

function settled(step: (text: string) => string, text: string): string {
  for (let pass = 0, after; pass < PASSES && (after = step(text)) !== text; pass++) text = after;
  return text;
}

function repair(text: string): string {
  text = text.normalize("NFC");
  for (const [pattern, instead] of repairs) text = text.replace(pattern, instead);
  return text;
}

function fold(text: string): string {
  // By way of upper case: ß is ss, a final sigma is a sigma.
  text = clean(text).toUpperCase().toLowerCase().replace(/ς/g, "σ");
  text = latinDigits(text).replace(/[ໜໝ\u0ebc\u0eccໆຯ]/gu, (sign) => keyed[sign]!);
  return clean(text.replace(/\p{P}/gu, " "));
}

function latinDigits(text: string): string {
  return text.replace(/[໐-໙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0ed0));
}
